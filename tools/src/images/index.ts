export { runAs, stagesIn, type RunAs } from './dockerfile.ts';
export { imageNames, images, programOf, type ImageName } from './images.ts';
