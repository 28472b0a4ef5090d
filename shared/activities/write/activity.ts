import type { SharedActivity } from '../../workshop/activity.ts'
import type { WriteCommand } from './commands.ts'
import { writeRights } from './rights.ts'

export const write: SharedActivity<
  typeof writeRights,
  {
    readonly command: WriteCommand
    readonly refusal: never
    /** How many notes a reveal has put on the board. Missing when the command is answered a second time. */
    readonly result: { readonly revealed: number }
  }
> = { rights: writeRights }
