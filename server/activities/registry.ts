/** The server's part of every activity, by its name. One line adds one. */
export { vote } from './vote/activity.ts'
export { write } from './write/activity.ts'
