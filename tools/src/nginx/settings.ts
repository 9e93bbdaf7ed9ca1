/** What the nginx in front of the shop is told. */
export interface NginxSettings {
  /** Where shoppers call: `127.0.0.1:3000`. */
  readonly listen: string;
  /** The public listeners of the instances, `<host>:<port>` each. */
  readonly instances: readonly string[];
  /** The instances of the storefront, `<host>:<port>` each, for every address that is not the API's; 404 there if left out. */
  readonly pages?: readonly string[];
  /** Absolute path of a folder of its own: its pid, logs and temporary files. */
  readonly folder: string;
  /** Processes that serve; one per core if left out. */
  readonly workers?: number;
  /** Connections per worker, to shoppers and to instances together; 4,096 if left out, enough for a thousand shoppers at once whichever worker takes them. */
  readonly connections?: number;
  /** Idle connections to the instances that each worker keeps; 32 if left out. */
  readonly kept?: number;
  /** Seconds for an instance to answer; 15 if left out, which is longer than a shopper's request is given. */
  readonly answerWithin?: number;
  /** What differs where other load balancers stand before and behind it, as at AWS. */
  readonly between?: Between;
  /** Images and video that are kept elsewhere, found by the name server of `between`; none are served if left out. */
  readonly media?: MediaSettings;
}

/** nginx between two load balancers: the one in front says who the shopper is, the one behind is called by its name, over TLS. */
export interface Between {
  /** Networks from which requests come with the shopper's address in `x-forwarded-for`: `10.30.0.0/16`. */
  readonly trusted: readonly string[];
  /** The name server that is asked anew where an instance is, since a load balancer's addresses change: `169.254.169.253`. Needs nginx 1.27.3. */
  readonly resolver: string;
  /** The file with the certificate authorities by which instances are recognised. */
  readonly authorities: string;
}

/** Where images and video are, and how much of them is kept at hand. */
export interface MediaSettings {
  /** The host name of the bucket; called over TLS. */
  readonly bucket: string;
  /** Megabytes on disk at most. */
  readonly cache: number;
}

const address = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\]):\d{1,5}$/;
/** Without what nginx's syntax would take for its own. */
const path = /^\/[\w./ @+-]*$/;

/** Everything that is wrong with the settings, with what would be right. */
export function nginxMistakes({ listen, instances, pages, folder, between, media, ...numbers }: NginxSettings): string[] {
  return [
    ...(between ? betweenMistakes(between) : []),
    ...(media ? mediaMistakes(media) : []),
    ...(media && !between ? ['media needs the name server of between.'] : []),
    ...[listen, ...instances, ...(pages ?? [])].filter((text) => !address.test(text)).map((text) => `'${text}' is no address; write <host>:<port>, such as 127.0.0.1:3000.`),
    ...(instances.length === 0 ? ['There is no instance to pass requests to; name one or more.'] : []),
    ...(pages?.length === 0 ? ['pages names no instance of the storefront; name one or more, or leave it out.'] : []),
    ...(path.test(folder) ? [] : [`'${folder}' cannot be nginx's folder; give an absolute path of letters, digits, spaces and . _ @ + -`]),
    ...Object.entries(numbers).flatMap(([name, value]) => (Number.isInteger(value) && value > 0 ? [] : [`${name} ${value} is no whole number above 0.`])),
  ];
}

const network = /^[0-9A-Fa-f:.]+(?:\/\d{1,3})?$/;
const hostName = /^[A-Za-z0-9.-]+$/;

function betweenMistakes({ trusted, resolver, authorities }: Between): string[] {
  return [
    ...[...trusted, resolver].filter((text) => !network.test(text)).map((text) => `'${text}' is no address of a network; write 10.30.0.0/16 or 169.254.169.253.`),
    ...(path.test(authorities) ? [] : [`'${authorities}' cannot be a file of certificate authorities; give an absolute path.`]),
  ];
}

function mediaMistakes({ bucket, cache }: MediaSettings): string[] {
  return [
    ...(hostName.test(bucket) ? [] : [`'${bucket}' is no host name of a bucket; write shop-media.s3.eu-west-1.amazonaws.com.`]),
    ...(Number.isInteger(cache) && cache > 0 ? [] : [`cache ${cache} is no whole number of megabytes above 0.`]),
  ];
}
