/**
 * A construct of the CDK as one of its interfaces, `exactly<IVpc>(new Vpc(…))`. It is one anyway: the CDK is compiled without exact optional
 * properties, with which the workspace's compiler does not see it.
 */
export function exactly<I extends object>(construct: Partial<{ [K in keyof I]: I[K] | undefined }>): I {
  return construct as I;
}
