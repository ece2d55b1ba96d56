using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <content>Customers and documents: reads of one, and all writes.</content>
public sealed partial class BusinessCentralSimulator
{
    private SandboxResponse Created(BcSet set, JsonObject body)
    {
        var now = time.GetUtcNow();
        var row = set == state.Customers ? AddCustomer(body, now) : documents.Create(set, body, now);
        return SandboxResponse.Json(201, reader.Show(row, set));
    }

    private BcRow AddCustomer(JsonObject body, DateTimeOffset now)
    {
        if ((string?)body["displayName"] is not { Length: > 0 })
        {
            throw ODataError.Bad("The property 'displayName' is required.");
        }

        if ((string?)body["number"] is not { Length: > 0 })
        {
            var next = state.Customers.Rows.Count + 10000;
            while (CustomerWith($"C{next}") is not null)
            {
                next++;
            }

            body["number"] = $"C{next}";
        }

        CheckNumber(body, null);
        var row = state.Add(state.Customers, body.DeepClone().AsObject(), now);
        notices.Tell(state.Customers, row, "created");
        return row;
    }

    private SandboxResponse Entity(SandboxRequest request, BcSet set, Guid id, string action)
    {
        var row = set.Rows.FirstOrDefault(found => found.Id == id) ?? throw ODataError.NotFound("The requested resource does not exist. No entity with this key was found.");
        var now = time.GetUtcNow();
        switch (request.Method, action)
        {
            case ("GET", ""):
                return SandboxResponse.Json(200, reader.Show(row, set, BcQuery.Entity(request.Query, set)));
            case ("GET", _) when action == set.Lines:
                BcQuery.None(request.Query);
                return SandboxResponse.Json(200, new JsonObject { ["value"] = reader.Lines(row, set) });
            case ("POST", _) when action == set.Lines && set.Create is not null:
                documents.AddLine(set, row, BcBody.Read(request, set == state.Orders ? BcShapes.OrderLine : BcShapes.CreditLine), now);
                return SandboxResponse.Json(201, row.Lines[^1].DeepClone());
            case ("GET", "picture") when set.HasPictures:
                BcQuery.None(request.Query);
                return SandboxResponse.Json(200, BcPictures.Show(row));
            case ("GET", "picture/pictureContent") when set.HasPictures:
                BcQuery.None(request.Query);
                PicturesGiven++;
                return BcPictures.Content(row);
            case ("GET", "customerPayments") when set == state.PaymentJournals:
                return reader.List(request, state.Payments[row.Id]);
            case ("POST", "customerPayments") when set == state.PaymentJournals:
                return SandboxResponse.Json(201, reader.Show(payments.Add(row, BcBody.Read(request, BcShapes.Payment), now), state.Payments[row.Id]));
            case ("GET", "journalLines") when set == state.Journals:
                return reader.List(request, state.JournalLines[row.Id]);
            case ("POST", "journalLines") when set == state.Journals:
                return SandboxResponse.Json(201, reader.Show(journals.Add(row, BcBody.Read(request, BcShapes.JournalLine), now), state.JournalLines[row.Id]));
            case ("POST", "Microsoft.NAV.shipAndInvoice") when set == state.Orders:
                CheckLines(row);
                documents.PostOrder(row, now);
                return SandboxResponse.Empty(204);
            case ("POST", "Microsoft.NAV.post") when set == state.CreditMemos:
                CheckLines(row);
                documents.PostCreditMemo(row, now);
                return SandboxResponse.Empty(204);
            case ("PATCH", "") when set == state.Customers:
                return Patch(request, set, row, now);
            case ("DELETE", "") when set.Create is not null && set != state.Customers:
                CheckVersion(request, row);
                documents.Delete(set, row, now);
                return SandboxResponse.Empty(204);
            default:
                throw new ODataError(405, "BadRequest_MethodNotAllowed", $"The method {request.Method} is not allowed here.");
        }
    }

    private SandboxResponse Patch(SandboxRequest request, BcSet set, BcRow row, DateTimeOffset now)
    {
        CheckVersion(request, row);
        var body = BcBody.Read(request, set.Create!);
        CheckNumber(body, row);
        foreach (var (name, value) in body)
        {
            row.Body[name] = value?.DeepClone();
        }

        row.Touch(now);
        notices.Tell(set, row, "updated");
        return SandboxResponse.Json(200, reader.Show(row, set));
    }

    private BcRow? CustomerWith(string number) => state.Customers.Rows.FirstOrDefault(row => string.Equals(row.Text("number"), number, StringComparison.OrdinalIgnoreCase));

    private void CheckNumber(JsonObject body, BcRow? own)
    {
        if ((string?)body["number"] is { } number && CustomerWith(number) is { } other && other != own)
        {
            throw new ODataError(400, "Internal_EntityWithSameKeyExists", $"The record in table Customer already exists. Identification fields and values: No.='{number}'");
        }
    }

    /// <summary>An empty document can't be posted.</summary>
    private static void CheckLines(BcRow row)
    {
        if (row.Lines.Count == 0)
        {
            throw new ODataError(400, "Application_DialogException", "Please add at least one line item to the document.");
        }
    }

    private static void CheckVersion(SandboxRequest request, BcRow row)
    {
        if (request.Header("If-Match") is not { } expected)
        {
            throw ODataError.Bad("The If-Match header is required.");
        }

        if (expected != "*" && expected != row.Etag)
        {
            throw new ODataError(409, "Request_EntityChanged", "Another user has already changed the record.");
        }
    }
}
