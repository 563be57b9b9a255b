import { Component, type ReactNode } from 'react';
import { currentLanguage, translatorFor } from '../i18n/i18n.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';

/** Catches a fault of ours while drawing, and says so instead of showing an empty page. */
export class Crashed extends Component<{ children: ReactNode }, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children;
    const t = translatorFor(currentLanguage());
    return (
      <main className="full-page">
        <Notice level={1} title={t('common.unexpected')}>
          <Button
            look="primary"
            onClick={() => {
              window.location.reload();
            }}
          >
            {t('common.reload')}
          </Button>
        </Notice>
      </main>
    );
  }
}
