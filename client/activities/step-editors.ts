import type { AskingName } from '#shared/activities/declared.ts'
import type { ActivityName } from '#shared/activities/types.ts'
import { askingEditors } from '../panels/asking/asking-parts.ts'
import type { StepEditor } from '../panels/host/step-editor.tsx'
import { stepEditor as close } from './close/step-editor.ts'
import { stepEditor as consent } from './consent/step-editor.ts'
import { stepEditor as form } from './form/step-editor.tsx'
import { stepEditor as grid } from './grid/step-editor.tsx'
import { stepEditor as group } from './group/step-editor.ts'
import { stepEditor as map } from './map/step-editor.tsx'
import { stepEditor as name } from './name/step-editor.ts'
import { stepEditor as pass } from './pass/step-editor.ts'
import { stepEditor as principles } from './principles/step-editor.tsx'
import { stepEditor as read } from './read/step-editor.ts'
import { stepEditor as reveal } from './reveal/step-editor.ts'
import { stepEditor as rewrite } from './rewrite/step-editor.ts'
import { stepEditor as talk } from './talk/step-editor.tsx'
import { stepEditor as test } from './test/step-editor.tsx'
import { stepEditor as turns } from './turns/step-editor.tsx'
import { stepEditor as vote } from './vote/step-editor.tsx'
import { stepEditor as write } from './write/step-editor.tsx'

/** The steps of each activity in the editor of the agenda, by its name. One line adds one. */
const written: Readonly<Record<Exclude<ActivityName, AskingName>, StepEditor>> = {
  close,
  consent,
  form,
  grid,
  group,
  map,
  name,
  pass,
  principles,
  read,
  reveal,
  rewrite,
  talk,
  test,
  turns,
  vote,
  write,
}

export const stepEditors: Readonly<Record<string, StepEditor>> = { ...written, ...askingEditors() }
