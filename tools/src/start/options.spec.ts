import { describe, expect, it } from '@jest/globals';
import { readShopOptions } from './options.ts';

const read = (...args: string[]) => readShopOptions(args, { folder: '/shop' });

describe('the flags of npm start', () => {
  it('may all be left out', () => {
    expect(read()).toEqual({
      options: { split: [], via: 'http', replies: 'http', port: 3000, storefront: 3080, console: 3081, data: '/shop/.banyan', fresh: false, demo: true },
      mistakes: [],
    });
  });

  it('are understood in both spellings, modules in any order', () => {
    const { options, mistakes } = read('--split=catalog,orders', '--via', 'sqs', '--replies=tcp', '--port', '8080', '--data', 'elsewhere', '--fresh', '--no-demo');
    expect(mistakes).toEqual([]);
    expect(options).toEqual({ split: ['orders', 'catalog'], via: 'sqs', replies: 'tcp', port: 8080, storefront: 3080, console: 3081, data: '/shop/elsewhere', fresh: true, demo: false });
  });

  it('name builds that may be shadowed', () => {
    const { options, mistakes } = read('--candidate', 'catalog-next=http://127.0.0.1:4711,orders-next=https://orders.example');
    expect(mistakes).toEqual([]);
    expect(options.candidates).toEqual({ 'catalog-next': 'http://127.0.0.1:4711', 'orders-next': 'https://orders.example' });
  });

  it('name how many monoliths there are, one being nothing to name', () => {
    expect(read('--instances', '3').options.instances).toBe(3);
    expect(read('--instances', '1')).toEqual(read());
  });

  it('say where the storefront is, or that there is none', () => {
    expect(read('--storefront-port', '8081').options.storefront).toBe(8081);
    expect(read('--port', '0').options.storefront).toBe(0);
    expect(read('--no-storefront').options).not.toHaveProperty('storefront');
  });

  it('say where the console is, or that there is none', () => {
    expect(read('--console-port', '8082').options.console).toBe(8082);
    expect(read('--port', '0').options.console).toBe(0);
    expect(read('--no-console').options).not.toHaveProperty('console');
  });

  it.each([
    [['--console-port', '1', '--no-console'], '--console-port and --no-console exclude each other; give one of them.'],
    [['--storefront-port', 'x'], '--storefront-port x is not a port: give a whole number from 0 to 65535, such as --storefront-port 3080.'],
    [['--storefront-port', '1', '--no-storefront'], '--storefront-port and --no-storefront exclude each other; give one of them.'],
    [['--instances', '0'], '--instances 0 is not a number of monoliths: give a whole number from 1 to 9, such as --instances 3.'],
    [['--prot', '8080'], "--prot is not a flag. Did you mean --port?"],
    [['--demo'], '--demo is not a flag. Did you mean --no-demo?'],
    [['--wolkenkuckucksheim'], '--wolkenkuckucksheim is not a flag. There are: --split, --via, --replies, --candidate, --instances, --port, --data, --fresh, --no-demo, --storefront-port, --no-storefront, --console-port, --no-console.'],
    [['--port'], '--port needs a value: --port <port>'],
    [['--port', '--fresh'], '--port needs a value: --port <port>'],
    [['--port', '70000'], '--port 70000 is not a port: give a whole number from 0 to 65535, such as --port 3000.'],
    [['--port', '3e3'], '--port 3e3 is not a port: give a whole number from 0 to 65535, such as --port 3000.'],
    [['--port', '1', '--port', '2'], '--port is given twice; give it once.'],
    [['--fresh=yes'], "--fresh takes no value; leave out 'yes'."],
    [['--split', 'order'], "--split: 'order' cannot be split out; did you mean 'orders'?"],
    [['--split', 'accounts'], "--split: 'accounts' cannot be split out. These can: orders, catalog."],
    [['--via', 'pigeon'], "--via 'pigeon' is none of http, sqs, tcp."],
    [['--candidate', 'catalog-next'], "--candidate 'catalog-next' is no name with an address; write catalog-next=http://127.0.0.1:4711."],
    [['--candidate', 'catalog=http://127.0.0.1:4711'], "--candidate 'catalog' is the name of another host; choose one such as catalog-next."],
    [['--replies', 'sqs'], "--replies 'sqs' is none of http, tcp."],
    [['orders,catalog'], "'orders,catalog' is not expected here; did you mean --split orders,catalog?"],
  ])('%j is refused with what would be right', (args, mistake) => {
    expect(read(...args).mistakes).toContain(mistake);
  });

  it('are all judged before any is reported', () => {
    expect(read('word', '--port', 'x', '--split', 'payments', '--fresch', 'yes').mistakes).toHaveLength(4);
  });
});
