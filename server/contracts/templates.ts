/** Templates that people have saved on this server. */
export interface TemplateStore {
  /** All of them, the last saved first. */
  readonly savedTemplates: () => Promise<readonly SavedTemplate[]>
  readonly findTemplate: (id: string) => Promise<SavedTemplate | undefined>
  /** False when there are `max` already; then nothing is saved. */
  readonly saveTemplate: (template: SavedTemplate, max: number) => Promise<boolean>
  /** False when there is none with this id. */
  readonly deleteTemplate: (id: string) => Promise<boolean>
}

export interface SavedTemplate {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly saved: number
  /** The template as JSON. */
  readonly text: string
  /** The hash of the secret that only the browser that saved it has. Null: from an earlier version. */
  readonly secret: string | null
}
