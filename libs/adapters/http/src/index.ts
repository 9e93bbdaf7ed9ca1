export { HttpServer, type HttpServerOptions } from './http-server.ts';
export { HttpTarget, type HttpTargetOptions } from './http-target.ts';
