/** Keeps a class out of the decorators' metadata, where files import each other in a circle. */
export type WrapperType<T> = T;
