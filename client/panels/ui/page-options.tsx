import { useStore } from '@nanostores/react'
import { Languages, SunMoon } from 'lucide-react'
import { useCommonWords } from '../../i18n/use-common-words.ts'
import { languages } from '#shared/board/document.ts'
import { chooseLanguage, currentLanguage } from '../../i18n/i18n.ts'
import { chooseTheme, themeChoice, themeChoices } from '../../style/theme.ts'

/** Language and appearance as two native lists, without a script to download. */
export function PageOptions() {
  const t = useCommonWords()
  const chosenTheme = useStore(themeChoice)
  return (
    <div className="page__options">
      <Languages aria-hidden="true" />
      <select
        aria-label={t('language.label')}
        value={currentLanguage()}
        onChange={(event) => {
          const chosen = languages.find((language) => language === event.target.value)
          if (chosen) void chooseLanguage(chosen)
        }}
      >
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {t(`language.${language}`)}
          </option>
        ))}
      </select>
      <SunMoon aria-hidden="true" />
      <select
        aria-label={t('theme.label')}
        value={chosenTheme}
        onChange={(event) => {
          const chosen = themeChoices.find((choice) => choice === event.target.value)
          if (chosen) chooseTheme(chosen)
        }}
      >
        {themeChoices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`theme.${choice}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
