import { activities } from '../../activities/activities.ts'
import { agenda } from '../agenda/agenda-feature.tsx'
import { commands } from '../commands/commands-feature.ts'
import { devices } from '../devices/devices-feature.ts'
import { exports } from '../export/export-feature.ts'
import { find } from '../find/find-feature.ts'
import { grouping } from '../grouping/grouping-feature.ts'
import { help } from '../help/help-feature.ts'
import { history } from '../history/history-feature.ts'
import { lineage } from '../lineage/lineage-feature.ts'
import type { Feature } from '../host/feature.ts'
import { outline } from '../outline/outline-feature.tsx'
import { people } from '../people/people-feature.ts'
import { phone } from '../phone/phone-feature.tsx'
import { photos } from '../photos/photos-feature.tsx'
import { rehearsal } from '../rehearsal/rehearsal-feature.tsx'
import { purpose } from '../purpose/purpose-feature.ts'
import { replay } from '../replay/replay-feature.ts'
import { rights } from '../rights/rights-feature.ts'
import { share } from '../share/share-feature.ts'
import { leaving, notes, view } from './board-features.ts'

/** Every feature of the board page. Buttons, bars and entries of menus stand in this order. */
export const features: readonly Feature[] = [
  notes,
  find,
  outline,
  grouping,
  photos,
  people,
  lineage,
  agenda,
  ...activities,
  rehearsal,
  rights,
  share,
  exports,
  purpose,
  history,
  replay,
  view,
  devices,
  help,
  commands,
  leaving,
  phone,
]
