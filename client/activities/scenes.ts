import { computed } from 'nanostores'
import { askingScenes } from '../panels/asking/scenes.ts'
import type { StepScene } from '../panels/host/scenes.ts'
import { leadAside } from './aside/lead-aside.ts'
import * as written from './step-scenes.ts'

const { aside } = askingScenes

/** The scenes of all activities, by their names. */
export const scenes: Readonly<Record<string, StepScene>> = {
  ...written,
  ...askingScenes,
  // Once the answers are shown, a press confirms them.
  ...(aside && {
    aside: {
      ...aside,
      lead: (model) =>
        computed([aside.lead?.(model) ?? leadAside(model), leadAside(model)], (show, then) => show ?? then),
    },
  }),
}
