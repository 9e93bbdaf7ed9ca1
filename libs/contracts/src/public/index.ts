export { API_PREFIX, NoBody, problemsOf, type AnswerOf, type Endpoint, type Method, type RequestTo, type RequiredHeader } from './endpoint.ts';
export { openApi, problemType } from './openapi.ts';
export { isProblemCode, Mistake, Problem, problemDefinition, problems, type ProblemCode, type ProblemDefinition } from './problems.ts';
export { publicApi } from './public-api.ts';
