import type { ActivityCards } from '../agenda/activity.ts'
import { turnCards } from './turns/cards.ts'

/** The activities whose notes keep their photos in the room. A list of its own: the server alone asks it. */
export const activityCards: Readonly<Record<string, ActivityCards>> = { turns: turnCards }
