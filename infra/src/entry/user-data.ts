import { UserData } from 'aws-cdk-lib/aws-ec2';
import type { Site } from '../environments/site.ts';
import { NGINX_FOLDER, nginxConfigurationOf } from './nginx-configuration.ts';

/** The log group of the proxies' access log: one JSON object a line, without people. */
export function accessLogName({ environment }: Site): string {
  return `/banyan/${environment.name}/proxies/access`;
}

/**
 * What a proxy does when it starts: installs nginx and the CloudWatch agent from Amazon Linux' own repositories (they lie in S3, so no way
 * out of the network is needed), writes nginx's configuration, and runs nginx as an ordinary user. Another configuration makes another
 * launch template, and the proxies are replaced one after the other.
 */
export function proxyUserData(site: Site): UserData {
  const userData = UserData.forLinux();
  userData.addCommands(
    'set -euo pipefail',
    'dnf install -y nginx amazon-cloudwatch-agent',
    `install -d -o nginx -g nginx -m 0750 ${NGINX_FOLDER} /etc/banyan`,
    ...file('/etc/banyan/nginx.conf', nginxConfigurationOf(site)),
    ...file('/etc/systemd/system/banyan-nginx.service', unit),
    ...file('/etc/logrotate.d/banyan-nginx', rotation),
    ...file('/opt/aws/amazon-cloudwatch-agent/etc/amazon-cloudwatch-agent.json', JSON.stringify(agent(site))),
    'systemctl daemon-reload',
    'systemctl enable --now banyan-nginx',
    'systemctl enable --now amazon-cloudwatch-agent',
  );
  return userData;
}

const unit = `[Unit]
After=network-online.target
Wants=network-online.target
[Service]
User=nginx
ExecStart=/usr/sbin/nginx -c /etc/banyan/nginx.conf -p ${NGINX_FOLDER} -e stderr
ExecReload=/bin/kill -HUP $MAINPID
KillSignal=SIGQUIT
TimeoutStopSec=30
Restart=always
LimitNOFILE=16384
NoNewPrivileges=true
ProtectSystem=strict
ProtectHome=true
ReadWritePaths=${NGINX_FOLDER}
[Install]
WantedBy=multi-user.target
`;

const rotation = `${NGINX_FOLDER}/access.log {
  size 100M
  rotate 2
  missingok
  postrotate
    kill -USR1 $(cat ${NGINX_FOLDER}/nginx.pid)
  endscript
}
`;

function agent(site: Site): object {
  return { logs: { logs_collected: { files: { collect_list: [{ file_path: `${NGINX_FOLDER}/access.log`, log_group_name: accessLogName(site), log_stream_name: '{instance_id}' }] } } } };
}

/** The commands that write a file as it is. */
function file(path: string, content: string): readonly string[] {
  return [`cat > ${path} <<'BANYAN_END'`, content.trimEnd(), 'BANYAN_END'];
}
