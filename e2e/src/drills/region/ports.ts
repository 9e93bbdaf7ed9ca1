/** Where a region is reached: shoppers by its load balancer, operators, and its epochs. */
export const regionPorts = { shoppers: 8080, operators: 8081, epochs: 8082 };
/** Where the payment company is reached. */
export const paymentPort = 8090;
