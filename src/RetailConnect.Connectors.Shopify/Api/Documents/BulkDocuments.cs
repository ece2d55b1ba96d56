using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Bulk operations. The lines of one cost no points; these calls do.</summary>
internal static class BulkDocuments
{
    /// <summary>Those that are not over. No more than five mutations run at once, so a page holds them all.</summary>
    public static readonly GraphDocument UnderWay = new("BulkOperations", $$"""
        query BulkOperations {
          page: bulkOperations(first: 10, query: "status:created OR status:running OR status:canceling") { nodes { id status type } {{Page}} }
        }
        """, Fixed: 13);

    public static readonly GraphDocument One = new("BulkOperation", """
        query BulkOperation($id: ID!) { bulkOperation(id: $id) { id status type errorCode url partialDataUrl } }
        """, Fixed: 1);

    public static readonly GraphDocument Stage = new("StagedUpload", """
        mutation StagedUpload($input: [StagedUploadInput!]!) {
          stagedUploadsCreate(input: $input) { stagedTargets { url resourceUrl parameters { name value } } userErrors { field message } }
        }
        """, Fixed: 13);

    public static readonly GraphDocument Query = new("BulkQuery", """
        mutation BulkQuery($query: String!) {
          bulkOperationRunQuery(query: $query) { bulkOperation { id status type } userErrors { code field message } }
        }
        """, Fixed: 12);

    public static readonly GraphDocument Run = new("BulkRun", """
        mutation BulkRun($mutation: String!, $path: String!) {
          bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) { bulkOperation { id status type } userErrors { code field message } }
        }
        """, Fixed: 12);
}
