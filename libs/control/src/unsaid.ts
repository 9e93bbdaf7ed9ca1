/** Stands for the reason of an act where none was given, as by earlier releases of the command. */
export const UNSAID = '–';
