#!/usr/bin/env bash
# Makes the Azure side of PatientFlow in one resource group, and prints the values of k8s/overlays/prod/azure.env. Run it
# again at any time: what is there stays. Needs az, logged in to the subscription, by an owner of it (roles are assigned).
#
#   NAME=patientflow LOCATION=westeurope SQL_ADMIN_GROUP=OBJECT-ID k8s/azure.sh
#
# NAME is part of global names (storage, hub, registry): 3 to 18 lower-case letters and digits.
set -euo pipefail
name=${NAME:?"say NAME"} location=${LOCATION:?"say LOCATION"} admins=${SQL_ADMIN_GROUP:?"say SQL_ADMIN_GROUP"}
[[ $name =~ ^[a-z][a-z0-9]{2,17}$ ]] || { echo "NAME must be 3 to 18 lower-case letters and digits" >&2; exit 2; }
group=$name storage=${name}lake hub=${name}-eh cluster=${name}-aks
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

# Events: Standard, because Basic has one consumer group and a day. Seven days, so that an outage of a weekend is no loss.
# No keys: who sends and who reads is a matter of roles.
az eventhubs namespace create -g "$group" -n "$hub" -l "$location" --sku Standard --capacity 2 \
  --enable-auto-inflate true --maximum-throughput-units 8 --minimum-tls-version 1.2 --disable-local-auth true \
  --query id >/dev/null
az eventhubs eventhub create -g "$group" --namespace-name "$hub" -n "$topic" --partition-count 8 \
  --cleanup-policy Delete --retention-time-in-hours 168 --query id >/dev/null
az eventhubs eventhub consumer-group create -g "$group" --namespace-name "$hub" --eventhub-name "$topic" \
  -n silo --query id >/dev/null
hub_id=$(az eventhubs eventhub show -g "$group" --namespace-name "$hub" -n "$topic" --query id)

# The cluster: workload identity, network policies, KEDA, Prometheus and Grafana are the operator's.
az acr create -g "$group" -n "$name" -l "$location" --sku Premium --admin-enabled false --query id >/dev/null
az aks show -g "$group" -n "$cluster" --query id >/dev/null 2>&1 ||
  az aks create -g "$group" -n "$cluster" -l "$location" --tier standard --zones 1 2 3 \
    --node-count 3 --node-vm-size Standard_D4ds_v5 --os-sku AzureLinux --generate-ssh-keys \
    --network-plugin azure --network-plugin-mode overlay --network-dataplane cilium \
    --enable-oidc-issuer --enable-workload-identity --enable-keda --enable-aad --enable-azure-rbac --disable-local-accounts \
    --auto-upgrade-channel patch --attach-acr "$name" --query id >/dev/null

# The silo's identity, which the cluster's service account may take.
az identity create -g "$group" -n "$identity" -l "$location" --query id >/dev/null
client=$(az identity show -g "$group" -n "$identity" --query clientId)
principal=$(az identity show -g "$group" -n "$identity" --query principalId)
issuer=$(az aks show -g "$group" -n "$cluster" --query oidcIssuerProfile.issuerUrl)
az identity federated-credential create -g "$group" --identity-name "$identity" -n aks --issuer "$issuer" \
  --subject "system:serviceaccount:$namespace:$account" --audiences api://AzureADTokenExchange --query id >/dev/null

# Who may do what: the silo reads the hub and writes the lake.
assign() {
  az role assignment create --role "$1" --assignee-object-id "$2" --assignee-principal-type "$3" --scope "$4" \
    --query id >/dev/null
}
assign "Azure Event Hubs Data Receiver" "$principal" ServicePrincipal "$hub_id"
assign "Storage Blob Data Contributor" "$principal" ServicePrincipal "$lake_id"
# Members and grain state of a cluster of silos (docs/cluster.md); one silo needs neither.
assign "Storage Table Data Contributor" "$principal" ServicePrincipal "$storage_id"
assign "Storage Blob Data Contributor" "$principal" ServicePrincipal "$storage_id/blobServices/default/containers/patientflow-grain-state"

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
HUB_NAMESPACE=$hub.servicebus.windows.net
LAKE=abfss://lake@$storage.dfs.core.windows.net/patientflow
STORAGE=$storage
VALUES
