import { figuresPace } from '#server/basics/steady-beat.ts'
import { quickPace } from './quick-pace.ts'

// Loaded before server/main.ts, which has no setting for it: a shorter pace would tell whose moment a change was.
Object.assign(figuresPace, quickPace)
