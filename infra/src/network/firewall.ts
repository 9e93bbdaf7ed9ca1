import { Peer, Port, SecurityGroup, type IPeer, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { acknowledge } from '../findings/acknowledge.ts';
import { hostNames, type HostName } from '../shop/hosts.ts';
import { PAGES_PORT } from '../shop/pages.ts';
import { ports } from '../shop/ports.ts';

/** Who can call or be called: each has a security group of its own. */
const parties = {
  entries: 'the load balancers that shoppers reach',
  proxies: 'the NGINX reverse proxies',
  operators: 'whoever is given this group to operate the shop: a session host, a build that moves routes',
  migration: 'the task that migrates schemas',
  reports: 'the task that extracts for reports',
  database: 'the database cluster',
  cache: 'the Redis',
  endpoints: 'the endpoints of AWS services within the network',
  'monolith-balancer': 'the load balancer in front of the monolith',
  'orders-balancer': 'the load balancer in front of orders',
  'catalog-balancer': 'the load balancer in front of catalog',
  'storefront-balancer': 'the load balancer in front of the storefront',
  'console-balancer': 'the load balancer in front of the console',
  monolith: 'tasks of the monolith',
  orders: 'tasks of orders',
  catalog: 'tasks of catalog',
  storefront: 'tasks of the storefront',
  console: 'tasks of the console',
} as const;
export type Party = keyof typeof parties;

/** Where the proxies listen, for the load balancers in front of them. */
export const PROXY_PORT = 8080;
export const DATABASE_PORT = 5432;
export const CACHE_PORT = 6379;
export const TLS_PORT = 443;

type Rule = readonly [from: Party | 'internet' | 'network', to: Party, port: number];

const others = (host: HostName) => hostNames.filter((other) => other !== host);

/** Who may call whom, and at which port; nobody else may. */
const rules: readonly Rule[] = [
  ['internet', 'entries', TLS_PORT],
  ['entries', 'proxies', PROXY_PORT],
  ['proxies', 'monolith-balancer', TLS_PORT],
  ['operators', 'monolith-balancer', ports.operator],
  ['operators', 'monolith-balancer', ports.control],
  ['monolith-balancer', 'monolith', ports.public],
  ['monolith-balancer', 'monolith', ports.operator],
  ['monolith-balancer', 'monolith', ports.control],
  ...hostNames.flatMap((host): Rule[] => [
    ...others(host).map((other): Rule => [other, `${host}-balancer`, ports.internal]),
    [`${host}-balancer`, host, ports.internal],
    [host, 'database', DATABASE_PORT],
    [host, 'cache', CACHE_PORT],
  ]),
  ['proxies', 'storefront-balancer', TLS_PORT],
  ['storefront-balancer', 'storefront', PAGES_PORT],
  ['storefront', 'monolith-balancer', TLS_PORT],
  ['operators', 'console-balancer', TLS_PORT],
  ['console-balancer', 'console', PAGES_PORT],
  ['console', 'monolith-balancer', ports.control],
  ['migration', 'database', DATABASE_PORT],
  ['reports', 'database', DATABASE_PORT],
  ['network', 'endpoints', TLS_PORT],
];

/** Parties that call nobody of themselves. */
const silent: ReadonlySet<Party> = new Set(['database', 'cache', 'endpoints']);

/** All security groups of a region in one place, with one table of who may call whom. */
export class Firewall extends Construct {
  readonly groups: Readonly<Record<Party, SecurityGroup>>;

  constructor(scope: Construct, id: string, { vpc, cidr }: { readonly vpc: IVpc; readonly cidr: string }) {
    super(scope, id);
    const names = Object.keys(parties) as Party[];
    const groupOf = (party: Party) =>
      new SecurityGroup(this, party, { vpc, description: `For ${parties[party]}`, allowAllOutbound: !silent.has(party), disableInlineRules: true });
    this.groups = Object.fromEntries(names.map((party) => [party, groupOf(party)])) as Record<Party, SecurityGroup>;
    const peers: Readonly<Record<'internet' | 'network', IPeer>> = { internet: Peer.anyIpv4(), network: Peer.ipv4(cidr) };
    acknowledge(this.groups.entries, 'AwsSolutions-EC23', 'Shoppers come from everywhere, by TLS only; the web ACL looks at what they ask for.');
    for (const [from, to, port] of rules) {
      const peer = from === 'internet' || from === 'network' ? peers[from] : this.groups[from];
      this.groups[to].addIngressRule(peer, Port.tcp(port), `${from} to ${to} at ${port}`);
    }
  }
}
