import type { Configuration } from 'electron-builder';

const UNSIGNED_ENTITLEMENTS = 'packaging/entitlements.mac-unsigned.plist';

/**
 * What differs from electron-builder.yml where there is no certificate. Apple's processors start no app without a
 * signature, so a macOS app without a certificate gets one that names nobody. Certificates are given in the variables
 * that electron-builder reads by itself (`CSC_LINK`, `CSC_NAME`, `WIN_CSC_LINK`).
 */
export function signingSettings(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): Configuration {
  const hasCertificate = Boolean(env['CSC_LINK'] || env['CSC_NAME']);
  if (platform !== 'darwin' || hasCertificate) return {};
  return {
    mac: { identity: '-', entitlements: UNSIGNED_ENTITLEMENTS, entitlementsInherit: UNSIGNED_ENTITLEMENTS },
  };
}
