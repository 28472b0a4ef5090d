import { useEffect, useState } from 'react'
import { wordsIn } from '#shared/agenda/fill.ts'
import type { Words } from '#shared/agenda/template.ts'
import { frenchSpaces } from '#shared/text/french-spaces.ts'
import type { TemplateList, TemplateSummary } from '#shared/wire/templates.ts'
import { currentLanguage } from '../../i18n/i18n.ts'
import { keptCreateSecret } from '../../model/memory/create-secret.ts'
import { listBuiltIn, listTemplates } from '../../model/http/templates-api.ts'

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

/** The templates of the server, and the one that a person has chosen. Null: a blank board. Until they may choose: the built-in ones. */
export function useTemplates(isAllowed: boolean): Templates {
  const [all, setAll] = useState<readonly TemplateSummary[] | null>(null)
  const [isShared, setIsShared] = useState(false)
  const [chosen, choose] = useState<TemplateSummary | null>(null)
  useEffect(() => {
    let isOver = false
    const ask = async () => {
      const { templates, isShared: areShared } = await templatesHere(isAllowed)
      if (isOver) return
      setAll(templates)
      setIsShared(areShared)
    }
    void ask()
    return () => {
      isOver = true
    }
  }, [isAllowed])
  const refresh = async (id?: string) => {
    const { templates } = await templatesHere(isAllowed)
    setAll(templates)
    choose((before) => templates.find((template) => template.id === (id ?? before?.id)) ?? null)
  }
  return { all, isShared, chosen, choose, refresh }
}

async function templatesHere(isAllowed: boolean): Promise<TemplateList> {
  const listed = await (isAllowed ? listTemplates(keptCreateSecret()) : listBuiltIn())
  return listed.ok ? listed.value : { templates: [], isShared: false }
}

/** Words of a template in the person's language. `lang` is set when they are in the other one. */
export function said(words: Words): { readonly text: string; readonly lang: string | undefined } {
  const own = currentLanguage()
  const { text, language } = wordsIn(words, own)
  return {
    text: language === 'fr' ? frenchSpaces(text) : text,
    lang: language === own ? undefined : language,
  }
}
