/** The declaration of every activity that asks, by its name. One line adds one. They load after the first paint. */
export type { Declared } from '../asking/define.ts'
export { aside } from './aside/activity.ts'
export { carry } from './carry/activity.ts'
export { cases } from './cases/activity.ts'
export { duel } from './duel/activity.ts'
export { settle } from './settle/activity.ts'
