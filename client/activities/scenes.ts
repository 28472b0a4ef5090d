import { askingScenes } from '../panels/asking/scenes.ts'
import type { StepScene } from '../panels/host/scenes.ts'
import * as written from './step-scenes.ts'

/** The scenes of all activities, by their names. */
export const scenes: Readonly<Record<string, StepScene>> = { ...written, ...askingScenes }
