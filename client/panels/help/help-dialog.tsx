import { useStore } from '@nanostores/react'
import { useTranslation } from '../../i18n/use-translation.ts'
import { chooseLetterKeys, hasLetterKeys } from '../../model/memory/letter-keys.ts'
import { Dialog } from '../ui/dialog.tsx'
import { alt, modifier } from '../ui/keys.ts'
import { Switch } from '../ui/switch.tsx'
import './help-dialog.css'

/** Every key of the board, grouped by purpose. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const c = modifier.trim()
  const groups: readonly {
    heading: string
    keys: readonly (readonly [string, readonly (readonly string[])[]])[]
  }[] = [
    {
      heading: t('help.writing'),
      keys: [
        [t('help.keys.note'), [['N'], ['S']]],
        [t('help.keys.double'), [[t('help.keys.doubleKey')]]],
        [t('help.keys.next'), [['Tab'], ['⇧', 'Tab']]],
        [t('help.keys.below'), [[c, '↵']]],
        [t('help.keys.edit'), [['↵']]],
        [t('help.keys.picture'), [[alt.trim(), '↵']]],
        [t('help.keys.end'), [[t('help.keys.escape')]]],
      ],
    },
    {
      heading: t('help.moving'),
      keys: [
        [t('help.keys.pan'), [['H'], [t('help.keys.space')], [t('help.keys.wheelKey')]]],
        [t('help.keys.zoom'), [[c, t('help.keys.wheelKey')]]],
        [t('help.keys.fitAll'), [['⇧', '1']]],
        [t('help.keys.fitSelection'), [['⇧', '2']]],
        [t('help.keys.hundred'), [['⇧', '0']]],
      ],
    },
    {
      heading: t('help.choosing'),
      keys: [
        [t('help.keys.select'), [['V']]],
        [t('help.keys.beside'), [[alt.trim(), t('help.keys.arrows')]]],
        [t('help.keys.more'), [['⇧', alt.trim(), t('help.keys.arrows')]]],
        [t('help.keys.all'), [[c, 'A']]],
        [t('help.keys.nudge'), [[t('help.keys.arrows')]]],
        [t('help.keys.duplicate'), [[c, 'D'], [t('help.keys.drag')]]],
        [t('help.keys.cluster'), [[c, 'G']]],
        [t('help.keys.dissolve'), [[c, '⇧', 'G']]],
        [t('help.keys.lock'), [[c, '⇧', 'L']]],
        [t('help.keys.remove'), [['⌫']]],
        [
          t('help.keys.clipboard'),
          [
            [c, 'C'],
            [c, 'X'],
            [c, 'V'],
          ],
        ],
        [t('help.keys.menu'), [[t('help.keys.menuKey')], ['⇧', 'F10']]],
        [t('help.keys.undo'), [[c, 'Z']]],
        [
          t('help.keys.redo'),
          [
            [c, '⇧', 'Z'],
            [c, 'Y'],
          ],
        ],
      ],
    },
    {
      heading: t('help.voting'),
      keys: [
        [t('help.keys.place'), [['+'], ['.']]],
        [t('help.keys.take'), [['-']]],
      ],
    },
    {
      heading: t('help.finding'),
      keys: [
        [t('help.keys.find'), [[c, 'F']]],
        [t('help.keys.commands'), [[c, 'K']]],
        [t('help.keys.help'), [['?']]],
      ],
    },
  ]
  return (
    <Dialog title={t('help.heading')} onClose={onClose} size="large" isText>
      <p className="field__hint">{t('help.intro')}</p>
      <Switch
        label={t('help.letters')}
        hint={t('help.lettersHint')}
        isOn={useStore(hasLetterKeys)}
        onChange={chooseLetterKeys}
      />
      <div className="help">
        {groups.map(({ heading, keys }) => (
          <section key={heading}>
            <h3>{heading}</h3>
            <dl>
              {keys.map(([what, ways]) => (
                <div key={what} className="help__row">
                  <dt>{what}</dt>
                  <dd>
                    {ways.map((way, index) => (
                      <span key={way.join()} className="help__way">
                        {index > 0 && <span className="help__or">{t('help.or')}</span>}
                        {way.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
