import { fileURLToPath } from 'node:url';

/** The folder of what the pages load (style sheet, mark); the service serves it under `/web`. */
export const webAssets = fileURLToPath(new URL('./assets/', import.meta.url));
