export { InvalidSourceError } from '../sources/invalid-source-error.js';
