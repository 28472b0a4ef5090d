import type { SectionsOf } from '../board-file/report-section.ts'
import type { RegisteredActivity } from '../commands/define-activity.ts'
import * as registry from './registry.ts'

const activities: readonly RegisteredActivity[] = Object.values(registry)

/** The sections of a report, of every activity that has one to add. */
export const sectionsOf: SectionsOf = async (board, facts) =>
  activities.flatMap(({ section }) => section?.(board, facts) ?? [])
