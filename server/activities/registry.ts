/** The server's part of every activity, by its name. One line adds one. */
export { group } from './group/activity.ts'
export { name } from './name/activity.ts'
export { pass } from './pass/activity.ts'
export { read } from './read/activity.ts'
export { reveal } from './reveal/activity.ts'
export { talk } from './talk/activity.ts'
export { vote } from './vote/activity.ts'
export { write } from './write/activity.ts'
