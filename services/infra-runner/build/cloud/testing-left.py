"""What an independent client of AWS finds at an address: a line for each thing that costs or could be in the way."""
import sys
import boto3

url, region = sys.argv[1], 'eu-central-1'


def ask(service):
    return boto3.client(service, endpoint_url=url, region_name=region, aws_access_key_id='x', aws_secret_access_key='x')


ecs, elb, rds = ask('ecs'), ask('elbv2'), ask('rds')
found = []
for arn in ecs.list_clusters()['clusterArns']:
    [cluster] = ecs.describe_clusters(clusters=[arn])['clusters']
    if cluster['status'] == 'ACTIVE':
        found.append(arn)
        found += ecs.list_services(cluster=arn)['serviceArns']
found += ecs.list_task_definitions(status='ACTIVE')['taskDefinitionArns']
found += [one['LoadBalancerArn'] for one in elb.describe_load_balancers()['LoadBalancers']]
found += [one['TargetGroupArn'] for one in elb.describe_target_groups()['TargetGroups']]
found += [one['DBInstanceArn'] for one in rds.describe_db_instances()['DBInstances']]
found += [one['DBSubnetGroupArn'] for one in rds.describe_db_subnet_groups()['DBSubnetGroups']]
found += ['table ' + name for name in ask('dynamodb').list_tables()['TableNames']]
found += ask('sqs').list_queues().get('QueueUrls', [])
found += ['stream ' + name for name in ask('kinesis').list_streams()['StreamNames']]
found += ['bucket ' + one['Name'] for one in ask('s3').list_buckets()['Buckets']]
found += ['role ' + one['RoleName'] for one in ask('iam').list_roles()['Roles']]
found += ['group ' + one['GroupName'] for one in ask('ec2').describe_security_groups()['SecurityGroups'] if one['GroupName'] != 'default']
found += ['domain ' + one['DomainName'] for one in ask('opensearch').list_domain_names()['DomainNames']]
found += ['distribution ' + one['Id'] for one in ask('cloudfront').list_distributions()['DistributionList'].get('Items', [])]
print('\n'.join(found))
