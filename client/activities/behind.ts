import { codeBehind } from '../panels/host/step-scene.ts'

/** Figures, presses and labels of all steps: the field of a step is in sight before. */
export const inSteps = codeBehind(async () => import('./in-steps.ts'))
