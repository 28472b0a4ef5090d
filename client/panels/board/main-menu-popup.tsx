import { Menu } from '@base-ui/react/menu'
import { useStore } from '@nanostores/react'
import type { ReactNode, RefObject } from 'react'
import { useWords } from '../../i18n/use-words.ts'
import { languages, type Language } from '#shared/board/document.ts'
import { Operation } from '#shared/workshop/policy.ts'
import { chooseLanguage, currentLanguage, errorSentence } from '../../i18n/i18n.ts'
import { chooseTheme, themeChoice, themeChoices } from '../../style/theme.ts'
import { useActions } from '../host/use-actions.ts'
import { useIsLed } from '../host/use-agenda.ts'
import { useBoard, useMay } from '../host/board-context.tsx'
import type { ActionSection } from '../host/feature.ts'
import { focusFirst, hasFocusElsewhere } from './context-menu.tsx'
import { useOutcome } from '../host/outcome.ts'
import { narrowQuery, phoneQuery, useMedia } from '../ui/use-media.ts'
import { boardWords } from './words.ts'
import '../ui/menu.css'

/** The three menus of the top bar. */
export type MenuName = 'board' | 'help' | 'me'

/** The sections of a menu, in blocks with a line between them. */
const blocksOf: Readonly<Record<MenuName, readonly (readonly ActionSection[])[]>> = {
  board: [['content', 'work'], ['people'], ['past'], ['view', 'end']],
  help: [['help']],
  me: [['self']],
}

/** The actions of one menu, then its choices: of the board its language, of the person language and appearance. */
export function MainMenuPopup({
  name,
  anchor,
  place,
  isByKey,
  onClose,
}: {
  readonly name: MenuName
  readonly anchor: RefObject<HTMLButtonElement | null>
  readonly place: RefObject<HTMLDivElement | null>
  /** It was opened by key or by assistive technology: its first item gets the focus. */
  readonly isByKey: boolean
  readonly onClose: () => void
}) {
  const t = useWords(boardWords)
  const { model } = useBoard()
  const isPhone = useMedia(phoneQuery)
  const isLed = useIsLed()
  const isNarrow = useMedia(narrowQuery)
  const possible = useActions().filter(
    ({ inMenu }) => inMenu === true || (inMenu !== false && isLed) || (inMenu === 'phone' && isPhone),
  )
  const blocks = name === 'me' && isNarrow ? [...blocksOf.me, ...blocksOf.help] : blocksOf[name]
  const shown = blocks
    .map((sections) => possible.filter(({ section }) => sections.includes(section)))
    .filter(({ length }) => length > 0)
  const chosenTheme = useStore(themeChoice)
  const meta = useStore(model.meta)
  const report = useOutcome()
  const mayManage = useMay(Operation.renameBoard)
  const speak = async (language: Language) => {
    const isSpoken = await chooseLanguage(language)
    if (!isSpoken) model.notices.show({ text: errorSentence('network'), tone: 'warn' })
  }
  return (
    <Menu.Root
      open
      modal={false}
      onOpenChange={(isOpen, details) => {
        // The button itself handles a press on it.
        const { target } = details.event
        if (isOpen || (target instanceof Node && anchor.current?.contains(target) === true)) return
        onClose()
      }}
    >
      <Menu.Portal container={place}>
        <Menu.Positioner
          anchor={anchor}
          side="bottom"
          align={name === 'board' ? 'start' : 'end'}
          sideOffset={6}
          className="menu-positioner"
        >
          <Menu.Popup
            className="menu"
            ref={isByKey ? focusFirst : undefined}
            finalFocus={() => (hasFocusElsewhere(place.current) ? false : anchor.current)}
            aria-label={t(name === 'board' ? 'menu.label' : `menu.${name}`)}
          >
            {shown.map((actions, block) =>
              actions.map((action, index) => (
                <Menu.Item
                  key={action.id}
                  className="menu__item"
                  data-begins={(block > 0 && index === 0) || undefined}
                  onClick={action.run}
                >
                  {action.icon}
                  <span className="menu__words">{action.label}</span>
                  {action.keys && <kbd>{action.keys}</kbd>}
                </Menu.Item>
              )),
            )}
            {name === 'me' && (
              <Options
                label={t('language.label')}
                value={currentLanguage()}
                options={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
                onChange={(value) => void speak(value)}
              />
            )}
            {name === 'board' && mayManage && (
              <Options
                label={t('boardLanguage')}
                value={meta.language}
                options={languages.map((value) => ({ value, label: t(`language.${value}`) }))}
                onChange={(value) => report(model.commands.setLanguage(value))}
              />
            )}
            {name === 'me' && (
              <Options
                label={t('theme.label')}
                value={chosenTheme}
                options={themeChoices.map((value) => ({ value, label: t(`theme.${value}`) }))}
                onChange={chooseTheme}
              />
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

function Options<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly value: Value
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value) => void
}): ReactNode {
  return (
    <Menu.Group className="menu__group">
      <Menu.GroupLabel className="menu__label">{label}</Menu.GroupLabel>
      <Menu.RadioGroup value={value} onValueChange={onChange} className="menu__options">
        {options.map((option) => (
          <Menu.RadioItem key={option.value} value={option.value} className="menu__option">
            {option.label}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  )
}
