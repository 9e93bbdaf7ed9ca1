import { Module, type DynamicModule, type ValueProvider } from '@nestjs/common';

/** Values that every module of the host may ask for. */
@Module({})
export class HostValuesModule {
  static of(values: readonly ValueProvider[]): DynamicModule {
    return { module: HostValuesModule, global: true, providers: [...values], exports: values.map(({ provide }) => provide) };
  }
}
