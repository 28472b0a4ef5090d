import type { Template } from '#shared/agenda/template.ts'
import type { TemplateList, TemplateSummary } from '#shared/wire/templates.ts'
import { ask, type Outcome } from './api.ts'

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
export function saveTemplate(file: Blob, createSecret?: string): Promise<Outcome<TemplateSummary>> {
  return ask('POST', '/api/templates', { file, createSecret })
}

export function deleteTemplate(id: string, createSecret?: string): Promise<Outcome<null>> {
  return ask('DELETE', `/api/templates/${id}`, { createSecret })
}
