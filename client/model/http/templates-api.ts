import type { Template } from '#shared/agenda/template.ts'
import { templateSecretHeader } from '#shared/wire/secrets.ts'
import type { SavedTemplate, TemplateList } from '#shared/wire/templates.ts'
import { ask, type Outcome } from './api.ts'

/** The templates that come with the program, for a person who may not open boards yet. */
export function listBuiltIn(): Promise<Outcome<TemplateList>> {
  return ask('GET', '/api/built-in-templates', {})
}

/** `createSecret`: that of a server on which only people who know it open boards. Below, too. */
export function listTemplates(createSecret?: string): Promise<Outcome<TemplateList>> {
  return ask('GET', '/api/templates', { createSecret })
}

export function readTemplate(id: string, createSecret?: string): Promise<Outcome<Template>> {
  return ask('GET', `/api/templates/${id}`, { createSecret })
}

/** The template as a file. */
export function downloadTemplate(id: string, createSecret?: string): Promise<Outcome<Blob>> {
  return ask('GET', `/api/templates/${id}`, { createSecret }, (response) => response.blob())
}

/** Saves a template on the server, for everybody who opens boards there. */
export function saveTemplate(file: Blob, createSecret?: string): Promise<Outcome<SavedTemplate>> {
  return ask('POST', '/api/templates', { file, createSecret })
}

/** `secret`: that of the template, where this browser saved it. */
export function deleteTemplate(
  id: string,
  secret: string | undefined,
  createSecret?: string,
): Promise<Outcome<null>> {
  const headers = secret === undefined ? {} : { [templateSecretHeader]: secret }
  return ask('DELETE', `/api/templates/${id}`, { createSecret, headers })
}
