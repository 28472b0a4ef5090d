/** The client's part of every activity, by its name. One line adds one. */
export { vote } from './vote/vote-activity.tsx'
export { write } from './write/write-activity.tsx'
