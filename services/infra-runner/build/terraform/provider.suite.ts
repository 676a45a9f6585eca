/** What is generated for a cloud against its provider's own schema, where the provider is at hand: valid, and applied to a mock of it. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { isThere, terraform } from '../../terraform/program.ts'
import { componentKinds } from '../blueprint/blueprint.ts'
import { blueprintFrom } from '../blueprint/read.ts'
import { toTerraform } from '../derive/terraform.ts'
import { packs } from '../packs/packs.ts'

const found = (await isThere('terraform')) ? 'terraform' : (await isThere('tofu')) ? 'tofu' : ''
/** Where operators keep providers for machines without a registry. */
const plugins = ['/opt/tf-plugins', '/usr/local/share/terraform/plugins', path.join(os.homedir(), '.terraform.d/plugins')].find((folder) =>
  existsSync(path.join(folder, 'registry.terraform.io/hashicorp/aws')),
)

/** The URL shortener, with a component of every kind beside it, and two of what can be repeated. */
function everything() {
  const good = packs.find(({ id }) => id === 'url-shortener')?.good
  assert.ok(good)
  const more = componentKinds.map((kind) => ({
    id: `all-${kind.replace('.', '-')}`,
    kind,
    replicas: kind === 'client' ? 1 : 2,
    zones: good.zones ?? [],
  }))
  const read = blueprintFrom({ ...good, components: [...good.components, ...more] })
  return read.kind === 'read' ? read.value : assert.fail(JSON.stringify(read.problems))
}

/** What a mock makes up is no ARN, and the provider looks at those. */
const arns: Readonly<Record<string, string>> = {
  aws_lb: 'elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/x/1',
  aws_lb_target_group: 'elasticloadbalancing:eu-central-1:123456789012:targetgroup/x/1',
  aws_iam_role: 'iam::123456789012:role/x',
  aws_ecs_cluster: 'ecs:eu-central-1:123456789012:cluster/x',
  aws_ecs_task_definition: 'ecs:eu-central-1:123456789012:task-definition/x:1',
  aws_sqs_queue: 'sqs:eu-central-1:123456789012:x',
  aws_kinesis_stream: 'kinesis:eu-central-1:123456789012:stream/x',
}
const resources = Object.entries(arns).map(
  ([type, arn]) => `  mock_resource "${type}" {\n    defaults = {\n      arn = "arn:aws:${arn}"\n    }\n  }\n`,
)
const mocked = `mock_provider "aws" {
${resources.join('')}}

run "applies" {
  variables {
    image   = "example/design@sha256:00"
    vpc     = "vpc-1"
    subnets = ["subnet-1", "subnet-2", "subnet-3"]
  }
}
`

test('what is generated for AWS is valid by the schema of its provider, and applies to one that is mocked', {
  skip: found === '' ? 'there is no terraform here' : plugins === undefined ? 'there is no AWS provider here' : false,
}, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'quint-tf-suite-'))
  try {
    writeFileSync(path.join(folder, 'main.tf.json'), toTerraform(everything(), 'aws', { namespace: 'b0123456789', expires: 'after-the-trial' }))
    writeFileSync(path.join(folder, 'design.tftest.hcl'), mocked)
    const program = { binary: found, folder, environment: { AWS_EC2_METADATA_DISABLED: 'true' } }
    await terraform(['init', '-no-color', `-plugin-dir=${plugins}`], program)
    await terraform(['validate', '-no-color'], program)
    assert.match(await terraform(['test', '-no-color'], program), /1 passed, 0 failed/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
