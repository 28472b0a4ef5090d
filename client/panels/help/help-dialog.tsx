import { useStore } from '@nanostores/react'
import { useWords } from '../../i18n/use-words.ts'
import { chooseLetterKeys, hasLetterKeys } from '../../model/memory/letter-keys.ts'
import { Dialog } from '../ui/dialog.tsx'
import { alt, modifier } from '../ui/keys.ts'
import { Switch } from '../ui/switch.tsx'
import { useMedia } from '../ui/use-media.ts'
import { helpWords } from './words.ts'
import './help-dialog.css'

/** Every key of the board, grouped by purpose; on touch screens the gestures come first. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(helpWords)
  const c = modifier.trim()
  const hasFingers = useMedia('(any-pointer: coarse)')
  const groups: readonly {
    heading: string
    keys: readonly (readonly [string, readonly (readonly string[])[]])[]
  }[] = [
    {
      heading: t('writing'),
      keys: [
        [t('keys.note'), [['N'], ['S']]],
        [t('keys.double'), [[t('keys.doubleKey')]]],
        [t('keys.next'), [['Tab'], ['⇧', 'Tab']]],
        [t('keys.below'), [[c, '↵']]],
        [t('keys.edit'), [['↵']]],
        [t('keys.picture'), [[alt.trim(), '↵']]],
        [t('keys.end'), [[t('keys.escape')]]],
      ],
    },
    {
      heading: t('moving'),
      keys: [
        [t('keys.pan'), [['H'], [t('keys.space')], [t('keys.wheelKey')]]],
        [t('keys.zoom'), [[c, t('keys.wheelKey')]]],
        [
          t('keys.zoomIn'),
          [
            [c, '+'],
            [c, '−'],
            [c, '0'],
          ],
        ],
        [t('keys.fitAll'), [['⇧', '1']]],
        [t('keys.fitSelection'), [['⇧', '2']]],
        [t('keys.hundred'), [['⇧', '0']]],
      ],
    },
    {
      heading: t('choosing'),
      keys: [
        [t('keys.select'), [['V']]],
        [t('keys.beside'), [[alt.trim(), t('keys.arrows')]]],
        [t('keys.more'), [['⇧', alt.trim(), t('keys.arrows')]]],
        [t('keys.all'), [[c, 'A']]],
        [t('keys.nudge'), [[t('keys.arrows')]]],
        [t('keys.duplicate'), [[c, 'D'], [t('keys.drag')]]],
        [t('keys.free'), [['X'], ['A'], ['R'], ['K']]],
        [
          t('keys.order'),
          [
            [c, '↑'],
            [c, '↓'],
          ],
        ],
        [
          t('keys.size'),
          [
            [c, '⇧', '↑'],
            [c, '⇧', '↓'],
          ],
        ],
        [t('keys.cluster'), [[c, 'G']]],
        [t('keys.regroup'), [['M']]],
        [t('keys.dissolve'), [[c, '⇧', 'G']]],
        [t('keys.lock'), [[c, '⇧', 'L']]],
        [t('keys.remove'), [['⌫']]],
        [
          t('keys.clipboard'),
          [
            [c, 'C'],
            [c, 'X'],
            [c, 'V'],
          ],
        ],
        [t('keys.outline'), [['L']]],
        [t('keys.lift'), [[alt.trim(), t('keys.upDown')]]],
        [t('keys.menu'), [[t('keys.menuKey')], ['⇧', 'F10']]],
        [t('keys.undo'), [[c, 'Z']]],
        [
          t('keys.redo'),
          [
            [c, '⇧', 'Z'],
            [c, 'Y'],
          ],
        ],
      ],
    },
    {
      heading: t('voting'),
      keys: [
        [t('keys.place'), [['+'], ['.']]],
        [t('keys.take'), [['-']]],
      ],
    },
    {
      heading: t('leading'),
      keys: [
        [t('keys.lead'), [[t('keys.pageDown')]]],
        [t('keys.leadBack'), [[t('keys.pageUp')]]],
        [t('keys.minute'), [['T']]],
      ],
    },
    {
      heading: t('finding'),
      keys: [
        [t('keys.find'), [[c, 'F']]],
        [t('keys.commands'), [[c, 'K']]],
        [t('keys.help'), [['?']]],
      ],
    },
  ]
  const gestures = (['select', 'write', 'add', 'move', 'pan', 'zoom', 'menu'] as const).map(
    (name) => [t(`gestures.${name}`), [[t(`gestures.${name}How`)]]] as const,
  )
  const shown = hasFingers ? [{ heading: t('touch'), keys: gestures }, ...groups] : groups
  return (
    <Dialog title={t(hasFingers ? 'headingWithTouch' : 'heading')} onClose={onClose} size="large" isText>
      <p className="field__hint">{t('intro')}</p>
      <Switch
        label={t('letters')}
        hint={t('lettersHint')}
        isOn={useStore(hasLetterKeys)}
        onChange={chooseLetterKeys}
      />
      <div className="help">
        {shown.map(({ heading, keys }) => (
          <section key={heading}>
            <h3>{heading}</h3>
            <dl>
              {keys.map(([what, ways]) => (
                <div key={what} className="help__row apart">
                  <dt>{what}</dt>
                  <dd>
                    {ways.map((way, index) => (
                      <span key={way.join()} className="help__way">
                        {index > 0 && <span className="help__or">{t('or')}</span>}
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
