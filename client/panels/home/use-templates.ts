import { useEffect, useState } from 'react'
import type { TemplateList, TemplateSummary } from '#shared/wire/templates.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'
import { listTemplates } from '../../model/http/templates-api.ts'

export interface Templates {
  /** Null until the server has answered. Empty when it did not tell: a blank board needs no template. */
  readonly all: readonly TemplateSummary[] | null
  /** Everybody who may open boards may delete all saved templates. */
  readonly isShared: boolean
  readonly chosen: TemplateSummary | null
  readonly choose: (template: TemplateSummary | null) => void
  /** Asks the server again; chooses the template with this id. */
  readonly refresh: (chosen?: string) => Promise<void>
}

/** The templates of the server, and the one that a person has chosen. Null: a blank board. */
export function useTemplates(isAllowed: boolean): Templates {
  const [all, setAll] = useState<readonly TemplateSummary[] | null>(null)
  const [isShared, setIsShared] = useState(false)
  const [chosen, choose] = useState<TemplateSummary | null>(null)
  useEffect(() => {
    if (!isAllowed) return
    const ask = async () => {
      const { templates, isShared: areShared } = await templatesHere()
      setAll(templates)
      setIsShared(areShared)
    }
    void ask()
  }, [isAllowed])
  const refresh = async (id?: string) => {
    const { templates } = await templatesHere()
    setAll(templates)
    choose((before) => templates.find((template) => template.id === (id ?? before?.id)) ?? null)
  }
  return { all: isAllowed ? all : [], isShared, chosen, choose, refresh }
}

async function templatesHere(): Promise<TemplateList> {
  const listed = await listTemplates(keptCreateSecret())
  return listed.ok ? listed.value : { templates: [], isShared: false }
}
