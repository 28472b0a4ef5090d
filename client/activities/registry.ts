/** The client's part of every activity, by its name. One line adds one. */
export { vote } from './vote/vote-activity.tsx'
export { write } from './write/write-activity.tsx'
export { talk } from './talk/talk-activity.ts'
export { reveal } from './reveal/reveal-activity.ts'
export { group } from './group/group-activity.ts'
export { name } from './name/name-activity.ts'
export { read } from './read/read-activity.ts'
export { pass } from './pass/pass-activity.ts'
