import type { Rule } from '../rule';
import { correctnessBase60Port } from './correctnessBase60Port';
import { correctnessBuildConflict } from './correctnessBuildConflict';
import { correctnessCompletionAwaited } from './correctnessCompletionAwaited';
import { correctnessDependencyCycle } from './correctnessDependencyCycle';
import { correctnessDependencyOutOfProfile } from './correctnessDependencyOutOfProfile';
import { correctnessDuplicateContainerName } from './correctnessDuplicateContainerName';
import { correctnessDuplicateHostPort } from './correctnessDuplicateHostPort';
import { correctnessDuplicateKey } from './correctnessDuplicateKey';
import { correctnessEngineValue } from './correctnessEngineValue';
import { correctnessHealthcheckAwaited } from './correctnessHealthcheckAwaited';
import { correctnessHealthcheckDisabled } from './correctnessHealthcheckDisabled';
import { correctnessHealthcheckMissing } from './correctnessHealthcheckMissing';
import { correctnessHealthcheckNeverPasses } from './correctnessHealthcheckNeverPasses';
import { correctnessImageName } from './correctnessImageName';
import { correctnessLoggingNone } from './correctnessLoggingNone';
import { correctnessMissingBuildContext } from './correctnessMissingBuildContext';
import { correctnessMissingEnvFile } from './correctnessMissingEnvFile';
import { correctnessMountTarget } from './correctnessMountTarget';
import { correctnessNetworkAddress } from './correctnessNetworkAddress';
import { correctnessNetworkModeConflict } from './correctnessNetworkModeConflict';
import { correctnessNoImage } from './correctnessNoImage';
import { correctnessObsoleteLinks } from './correctnessObsoleteLinks';
import { correctnessObsoleteVersion } from './correctnessObsoleteVersion';
import { correctnessRestartMissing } from './correctnessRestartMissing';
import { correctnessScaledService } from './correctnessScaledService';
import { correctnessSpaceInName } from './correctnessSpaceInName';
import { correctnessUndefinedConfig } from './correctnessUndefinedConfig';
import { correctnessUndefinedModel } from './correctnessUndefinedModel';
import { correctnessUndefinedNetwork } from './correctnessUndefinedNetwork';
import { correctnessUndefinedSecret } from './correctnessUndefinedSecret';
import { correctnessUndefinedService } from './correctnessUndefinedService';
import { correctnessUndefinedVolume } from './correctnessUndefinedVolume';
import { correctnessUnresolvedFile } from './correctnessUnresolvedFile';
import { correctnessUnsetVariable } from './correctnessUnsetVariable';
import { correctnessUnusedConfig } from './correctnessUnusedConfig';
import { correctnessUnusedNetwork } from './correctnessUnusedNetwork';
import { correctnessUnusedSecret } from './correctnessUnusedSecret';
import { correctnessUnusedVolume } from './correctnessUnusedVolume';
import { credentialAuthOff } from './credentialAuthOff';
import { credentialBuildArg } from './credentialBuildArg';
import { credentialDefaultInterpolation } from './credentialDefaultInterpolation';
import { credentialDefaultValue } from './credentialDefaultValue';
import { credentialEqualsName } from './credentialEqualsName';
import { credentialImageDefault } from './credentialImageDefault';
import { credentialLiteral } from './credentialLiteral';
import { credentialSingleDollar } from './credentialSingleDollar';
import { limitsCpu } from './limitsCpu';
import { limitsMemory } from './limitsMemory';
import { limitsMemoryTooSmall } from './limitsMemoryTooSmall';
import { limitsNprocNotPids } from './limitsNprocNotPids';
import { limitsOomKillDisabled } from './limitsOomKillDisabled';
import { limitsPids } from './limitsPids';
import { limitsReservationAboveLimit } from './limitsReservationAboveLimit';
import { limitsShortAndDeploy } from './limitsShortAndDeploy';
import { limitsSwapBelowMemory } from './limitsSwapBelowMemory';
import { schemaBadValue } from './schemaBadValue';
import { schemaMissingKey } from './schemaMissingKey';
import { schemaUnknownKey } from './schemaUnknownKey';
import { schemaWrongType } from './schemaWrongType';
import { securityApparmorUnconfined } from './securityApparmorUnconfined';
import { securityCapabilitiesKept } from './securityCapabilitiesKept';
import { securityDangerousCapability } from './securityDangerousCapability';
import { securityDangerousDevice } from './securityDangerousDevice';
import { securityDockerSocket } from './securityDockerSocket';
import { securityHostCgroup } from './securityHostCgroup';
import { securityHostIpc } from './securityHostIpc';
import { securityHostNetwork } from './securityHostNetwork';
import { securityHostPid } from './securityHostPid';
import { securityHostUserns } from './securityHostUserns';
import { securityHostUts } from './securityHostUts';
import { securityNoNewPrivileges } from './securityNoNewPrivileges';
import { securityPrivileged } from './securityPrivileged';
import { securityPrivilegedPort } from './securityPrivilegedPort';
import { securityPublishedDatabase } from './securityPublishedDatabase';
import { securityPublishedPort } from './securityPublishedPort';
import { securityRootUser } from './securityRootUser';
import { securitySeccompUnconfined } from './securitySeccompUnconfined';
import { securitySelinuxDisabled } from './securitySelinuxDisabled';
import { securitySensitiveMount } from './securitySensitiveMount';
import { securitySensitiveMountWritable } from './securitySensitiveMountWritable';
import { securitySharedPropagation } from './securitySharedPropagation';
import { securitySystemPathsUnconfined } from './securitySystemPathsUnconfined';
import { securityTmpfsOptions } from './securityTmpfsOptions';
import { securityUserMissing } from './securityUserMissing';
import { securityWritableRoot } from './securityWritableRoot';
import { styleKeyOrder } from './styleKeyOrder';
import { stylePortQuotes } from './stylePortQuotes';
import { styleServiceOrder } from './styleServiceOrder';
import { styleTopLevelOrder } from './styleTopLevelOrder';
import { supplyBuildAndImage } from './supplyBuildAndImage';
import { supplyDigestMissing } from './supplyDigestMissing';
import { supplyLatestTag } from './supplyLatestTag';

/** Every rule of the linter, sorted by id. */
export const rules: readonly Rule[] = [
  correctnessBase60Port,
  correctnessBuildConflict,
  correctnessCompletionAwaited,
  correctnessDependencyCycle,
  correctnessDependencyOutOfProfile,
  correctnessDuplicateContainerName,
  correctnessDuplicateHostPort,
  correctnessDuplicateKey,
  correctnessEngineValue,
  correctnessHealthcheckAwaited,
  correctnessHealthcheckDisabled,
  correctnessHealthcheckMissing,
  correctnessHealthcheckNeverPasses,
  correctnessImageName,
  correctnessLoggingNone,
  correctnessMissingBuildContext,
  correctnessMissingEnvFile,
  correctnessMountTarget,
  correctnessNetworkAddress,
  correctnessNetworkModeConflict,
  correctnessNoImage,
  correctnessObsoleteLinks,
  correctnessObsoleteVersion,
  correctnessRestartMissing,
  correctnessScaledService,
  correctnessSpaceInName,
  correctnessUndefinedConfig,
  correctnessUndefinedModel,
  correctnessUndefinedNetwork,
  correctnessUndefinedSecret,
  correctnessUndefinedService,
  correctnessUndefinedVolume,
  correctnessUnresolvedFile,
  correctnessUnsetVariable,
  correctnessUnusedConfig,
  correctnessUnusedNetwork,
  correctnessUnusedSecret,
  correctnessUnusedVolume,
  credentialAuthOff,
  credentialBuildArg,
  credentialDefaultInterpolation,
  credentialDefaultValue,
  credentialEqualsName,
  credentialImageDefault,
  credentialLiteral,
  credentialSingleDollar,
  limitsCpu,
  limitsMemory,
  limitsMemoryTooSmall,
  limitsNprocNotPids,
  limitsOomKillDisabled,
  limitsPids,
  limitsReservationAboveLimit,
  limitsShortAndDeploy,
  limitsSwapBelowMemory,
  schemaBadValue,
  schemaMissingKey,
  schemaUnknownKey,
  schemaWrongType,
  securityApparmorUnconfined,
  securityCapabilitiesKept,
  securityDangerousCapability,
  securityDangerousDevice,
  securityDockerSocket,
  securityHostCgroup,
  securityHostIpc,
  securityHostNetwork,
  securityHostPid,
  securityHostUserns,
  securityHostUts,
  securityNoNewPrivileges,
  securityPrivileged,
  securityPrivilegedPort,
  securityPublishedDatabase,
  securityPublishedPort,
  securityRootUser,
  securitySeccompUnconfined,
  securitySelinuxDisabled,
  securitySensitiveMount,
  securitySensitiveMountWritable,
  securitySharedPropagation,
  securitySystemPathsUnconfined,
  securityTmpfsOptions,
  securityUserMissing,
  securityWritableRoot,
  styleKeyOrder,
  stylePortQuotes,
  styleServiceOrder,
  styleTopLevelOrder,
  supplyBuildAndImage,
  supplyDigestMissing,
  supplyLatestTag,
];
