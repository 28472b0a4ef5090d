import type { Feature } from './feature.ts'

/**
 * The client's side of an activity: a feature of the board page that nothing but `client/activities/registry.ts`
 * imports. Phone, projector and replay reach it through its scenes; those of its steps are in
 * `client/activities/step-scenes.ts`.
 */
export interface ClientActivity extends Omit<Feature, 'step' | 'stepEditor' | 'announcer' | 'ghost'> {
  /** As in the registries of the server and of shared. */
  readonly name: string
}
