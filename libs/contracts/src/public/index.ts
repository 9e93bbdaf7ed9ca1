export { API_PREFIX, NoBody, problemsOf, type AnswerOf, type Endpoint, type Method, type Header, type RequestTo } from './endpoint.ts';
export { openApi, problemType } from './openapi.ts';
export { isProblemCode, Mistake, Problem, problemDefinition, problems, type ProblemCode, type ProblemDefinition } from './problems.ts';
export { PAYMENT_SIGNATURE } from './payment-events.ts';
export { publicApi, SHOP_API_VERSION } from './public-api.ts';
