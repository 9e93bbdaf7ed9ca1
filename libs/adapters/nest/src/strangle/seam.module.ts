import { Inject, Module, type DynamicModule, type OnApplicationShutdown, type OnModuleInit, type Type as Class } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Contract } from '@banyan/contracts/define';
import { AMBIENT } from '../async-local-ambient.ts';
import { contractController } from '../contract-controllers.ts';
import type { SeamOptions } from './seam-options.ts';
import { Seams } from './seams.ts';

/** Brings the seams of an application to life; `app.get(Seams)` has the report. */
@Module({})
export class SeamModule implements OnModuleInit, OnApplicationShutdown {
  readonly #seams: Seams;
  readonly #moduleRef: ModuleRef;

  constructor(@Inject(Seams) seams: Seams, @Inject(ModuleRef) moduleRef: ModuleRef) {
    this.#seams = seams;
    this.#moduleRef = moduleRef;
  }

  /**
   * For the application's root module. Whatever is wrong with the seams keeps the application from starting. A host has the
   * same seams with `serve`, and a transport, and so answers the calls that other applications route to it.
   */
  static forRoot(options: SeamOptions): DynamicModule {
    return {
      module: SeamModule,
      global: true,
      providers: [
        { provide: Seams, useFactory: () => new Seams(options) },
        { provide: AMBIENT, useFactory: (seams: Seams) => seams.ambient, inject: [Seams] },
      ],
      controllers: options.serve ? options.seams.map(({ contract }) => controllerOf(contract)) : [],
      exports: [Seams, AMBIENT],
    };
  }

  onModuleInit(): void {
    this.#seams.verify((token) => this.#moduleRef.introspect(token).scope);
  }

  onApplicationShutdown(): Promise<void> {
    return this.#seams.close();
  }
}

/** The controller of a contract; each application that starts has its own seams. */
function controllerOf(contract: Contract): Class {
  const controller = contractController(contract, (own) => (own as { readonly seams: Seams }).seams.routed);
  Inject(Seams)(controller.prototype as object, 'seams');
  return controller;
}
