#!/usr/bin/env bash
# Makes the Azure side of PatientFlow in one resource group, and prints the values of k8s/overlays/prod/azure.env. Run it
# again at any time: what is there stays. Needs az, logged in to the subscription, by an owner of it (roles are assigned).
#
#   NAME=patientflow LOCATION=westeurope SQL_ADMIN_GROUP=OBJECT-ID deploy/azure.sh
#
# NAME is part of global names (storage, vault, hub, registry): 3 to 18 lower-case letters and digits.
set -euo pipefail
name=${NAME:?"say NAME"} location=${LOCATION:?"say LOCATION"} admins=${SQL_ADMIN_GROUP:?"say SQL_ADMIN_GROUP"}
[[ $name =~ ^[a-z][a-z0-9]{2,17}$ ]] || { echo "NAME must be 3 to 18 lower-case letters and digits" >&2; exit 2; }
group=$name storage=${name}lake vault=${name}-kv hub=${name}-eh cluster=${name}-aks
identity=${name}-silo workspace=${name}-synapse
namespace=patientflow account=silo topic=healthcare-analytics-eh
export AZURE_CORE_ONLY_SHOW_ERRORS=true AZURE_CORE_OUTPUT=tsv

az group create -n "$group" -l "$location" --query id >/dev/null

# The lake: hierarchical namespace, no account keys, deleted blobs kept for two weeks.
az storage account create -g "$group" -n "$storage" -l "$location" --kind StorageV2 --sku Standard_ZRS \
  --enable-hierarchical-namespace true --allow-shared-key-access false --allow-blob-public-access false \
  --min-tls-version TLS1_2 --https-only true --query id >/dev/null
az storage account blob-service-properties update -g "$group" -n "$storage" \
  --enable-delete-retention true --delete-retention-days 14 --query id >/dev/null
for container in lake synapse patientflow-grain-state; do
  az storage container-rm create -g "$group" --storage-account "$storage" -n "$container" --query id >/dev/null
done
storage_id=$(az storage account show -g "$group" -n "$storage" --query id)
lake_id=$storage_id/blobServices/default/containers/lake

# Events: Standard, because Basic has no Kafka endpoint. Seven days, so that an outage of a weekend is no loss.
az eventhubs namespace create -g "$group" -n "$hub" -l "$location" --sku Standard --capacity 2 \
  --enable-auto-inflate true --maximum-throughput-units 8 --minimum-tls-version 1.2 --query id >/dev/null
az eventhubs eventhub create -g "$group" --namespace-name "$hub" -n "$topic" --partition-count 8 \
  --cleanup-policy Delete --retention-time-in-hours 168 --query id >/dev/null
az eventhubs eventhub authorization-rule create -g "$group" --namespace-name "$hub" --eventhub-name "$topic" \
  -n silo --rights Listen --query id >/dev/null

# The cluster: workload identity, secrets driver, network policies, KEDA, Prometheus and Grafana are the operator's.
az acr create -g "$group" -n "$name" -l "$location" --sku Premium --admin-enabled false --query id >/dev/null
az aks show -g "$group" -n "$cluster" --query id >/dev/null 2>&1 ||
  az aks create -g "$group" -n "$cluster" -l "$location" --tier standard --zones 1 2 3 \
    --node-count 3 --node-vm-size Standard_D4ds_v5 --os-sku AzureLinux --generate-ssh-keys \
    --network-plugin azure --network-plugin-mode overlay --network-dataplane cilium \
    --enable-oidc-issuer --enable-workload-identity --enable-addons azure-keyvault-secrets-provider \
    --enable-secret-rotation --enable-keda --enable-aad --enable-azure-rbac --disable-local-accounts \
    --auto-upgrade-channel patch --attach-acr "$name" --query id >/dev/null

# The silo's identity, which the cluster's service account may take.
az identity create -g "$group" -n "$identity" -l "$location" --query id >/dev/null
client=$(az identity show -g "$group" -n "$identity" --query clientId)
principal=$(az identity show -g "$group" -n "$identity" --query principalId)
issuer=$(az aks show -g "$group" -n "$cluster" --query oidcIssuerProfile.issuerUrl)
az identity federated-credential create -g "$group" --identity-name "$identity" -n aks --issuer "$issuer" \
  --subject "system:serviceaccount:$namespace:$account" --audiences api://AzureADTokenExchange --query id >/dev/null

# Secrets: one, the hub's connection string, by roles and not by access policies.
tenant=$(az account show --query tenantId)
az keyvault show -n "$vault" --query id >/dev/null 2>&1 ||
  az keyvault create -g "$group" -n "$vault" -l "$location" --enable-rbac-authorization true \
    --enable-purge-protection true --query id >/dev/null
vault_id=$(az keyvault show -n "$vault" --query id)

# Who may do what: the silo writes the lake and reads its secret; whoever runs this may set that secret.
assign() {
  az role assignment create --role "$1" --assignee-object-id "$2" --assignee-principal-type "$3" --scope "$4" \
    --query id >/dev/null
}
assign "Storage Blob Data Contributor" "$principal" ServicePrincipal "$lake_id"
# Members and grain state of a cluster of silos (docs/cluster.md); one silo needs neither.
assign "Storage Table Data Contributor" "$principal" ServicePrincipal "$storage_id"
assign "Storage Blob Data Contributor" "$principal" ServicePrincipal "$storage_id/blobServices/default/containers/patientflow-grain-state"
assign "Key Vault Secrets User" "$principal" ServicePrincipal "$vault_id"
me=$(az ad signed-in-user show --query id)
assign "Key Vault Secrets Officer" "$me" User "$vault_id"
echo "Waiting two minutes: roles take a while to hold." >&2
sleep 120
# By way of a file that only this user can read: arguments are seen by others.
secret=$(umask 077 && mktemp)
trap 'rm -f "$secret"' EXIT
az eventhubs eventhub authorization-rule keys list -g "$group" --namespace-name "$hub" --eventhub-name "$topic" \
  -n silo --query primaryConnectionString | tr -d '\n' >"$secret"
az keyvault secret set --vault-name "$vault" -n eventhub-connection-string --file "$secret" --query id >/dev/null

# Analysts: serverless SQL over Gold. Its password is kept nowhere and refused from the next command on: people come by
# Entra ID.
az synapse workspace show -g "$group" -n "$workspace" --query id >/dev/null 2>&1 ||
  az synapse workspace create -g "$group" -n "$workspace" -l "$location" \
    --storage-account "$storage" --file-system synapse \
    --sql-admin-login-user sqladmin --sql-admin-login-password "$(openssl rand -base64 33)" --query id >/dev/null
az synapse ad-only-auth enable -g "$group" --workspace-name "$workspace" --query id >/dev/null
az synapse sql ad-admin create -g "$group" --workspace-name "$workspace" --display-name analysts-admins \
  --object-id "$admins" --query id >/dev/null
reader=$(az synapse workspace show -g "$group" -n "$workspace" --query identity.principalId)
assign "Storage Blob Data Reader" "$reader" ServicePrincipal "$lake_id"
assign "Storage Blob Data Contributor" "$reader" ServicePrincipal "$storage_id/blobServices/default/containers/synapse"

cat <<VALUES
CLIENT_ID=$client
TENANT_ID=$tenant
KEY_VAULT=$vault
LAKE=abfss://lake@$storage.dfs.core.windows.net/patientflow
STORAGE=$storage
VALUES
