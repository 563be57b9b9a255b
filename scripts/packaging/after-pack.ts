import { Arch, type AfterPackContext } from 'electron-builder';
import { checkPackage, type PackageTarget } from './check-package.ts';

/** electron-builder's hook between packing and the installers: a package that lacks something never becomes one. */
export default async function afterPack(context: AfterPackContext): Promise<void> {
  const { packager, appOutDir } = context;
  const target = {
    platform: context.electronPlatformName,
    arch: Arch[context.arch],
  } as PackageTarget;
  const problems = await checkPackage(packager.getResourcesDir(appOutDir), packager.projectDir, target);
  if (problems.length > 0) throw new Error(`The package is not whole.\n${problems.join('\n')}`);
}
