import type { VerificationView } from '../../src/certificates/verification-view.ts';
import type { SignView } from '../../src/web/sign-page.ts';
import { noteView } from '../documents/note-example.ts';

export const signView = (): SignView => ({
  ...noteView({ replay: true, state: 'supplier-signed' }),
  expiresAt: '2026-03-14T08:50:00.000Z',
});

/** A certificate that was withdrawn: one check failed, one is undecided, the others passed. */
export const withdrawnView: VerificationView = {
  kind: 'certificate',
  id: '3f6f2a52-7d0f-4d7e-9a52-0a4f9f3a7c11',
  verdict: 'not-valid',
  reason: 'WITHDRAWN',
  checkedAt: '2026-04-02T03:00:00.000Z',
  replay: true,
  checks: [
    { name: 'format', label: { en: 'The document can be read', zh: '文件可读' }, result: 'passed', reasons: [] },
    { name: 'issuer', label: { en: 'The issuer is known', zh: '签发者已知' }, result: 'passed', reasons: [] },
    {
      name: 'status',
      label: { en: 'It has not been withdrawn or suspended', zh: '未被撤销或暂停' },
      result: 'failed',
      reasons: [
        {
          code: 'WITHDRAWN',
          title: { en: 'The certificate has been withdrawn', zh: '证书已撤销' },
          nextStep: { en: 'Do not count on it. Ask the holder whether another was issued.', zh: '请勿采信，并向持有人询问是否另有证书。' },
        },
      ],
    },
    { name: 'register', label: { en: 'It agrees with the register', zh: '与登记一致' }, result: 'undecided', reasons: [] },
  ],
  says: [
    { key: 'ship', label: { en: 'Ship', zh: '船舶' }, value: { en: 'Ship 1, IMO 0012345', zh: 'Ship 1, IMO 0012345' } },
    { key: 'port', label: { en: 'Port', zh: '港口' }, value: { en: 'Zhoushan', zh: '舟山' } },
    { key: 'mass', label: { en: 'Mass', zh: '质量' }, value: { en: '1,250.500 t', zh: '1,250.500 t' } },
  ],
};
