using System.Text;

namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class RobustnessTests
{
    private static readonly string[] Methods = ["GET", "POST", "PATCH", "DELETE", "PUT"];

    private static readonly string[] Queries =
    [
        "", "?", "?$top=1", "?$top=99999999999999999999", "?$filter='", "?$filter=()", "?$filter=number eq '", "?$filter=id eq %ZZ", "?$orderby=,", "?$orderby=number%20desc,id", "?$skiptoken=W10%3D",
        "?$skiptoken=bnVsbA%3D%3D", "?$select=,", "?$expand=salesOrderLines", "?=&==&%00=%00",
    ];

    private static readonly byte[][] Bodies =
    [
        .. new[]
        {
            "", "null", "{}", "[]", "\"text\"", "{\"a\":", "{\"number\":null,\"displayName\":\"A\"}", "{\"displayName\":\"A\",\"number\":\"\"}", "{\"lineType\":\"Item\"}", "{\"lineType\":null}",
            "{\"lineType\":\"Comment\",\"quantity\":null}", "{\"lineType\":\"Item\",\"lineObjectNumber\":\"1000\",\"quantity\":-1e-40,\"discountPercent\":9e14}", "{\"customerNumber\":\"WALKIN\"}",
            "{\"customerNumber\":\"WALKIN\",\"salesOrderLines\":[null]}", "{\"customerNumber\":\"WALKIN\",\"salesOrderLines\":null}", "{\"customerNumber\":\"WALKIN\",\"salesOrderLines\":[{}]}",
            "{\"customerId\":null,\"customerNumber\":null}", "{\"notificationUrl\":\"https://[::1\",\"resource\":\"x\"}", "{\"notificationUrl\":\"https://a.example\",\"resource\":\"\\u0000\"}",
            "{\"notificationUrl\":\"https://a.example/?#x\",\"resource\":\"companies(b2c00000-0000-4000-8000-000000000001)/items\"}",
        }.Select(Encoding.UTF8.GetBytes),
        [0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}'],
        [0xC3, 0x28],
        [0],
    ];

    private readonly Erp erp = new(new() { RequestsPerWindow = int.MaxValue });

    [Fact]
    public void Every_request_is_answered_in_the_vendors_shape()
    {
        var order = erp.NewOrder("R1").Id;
        var memo = erp.NewMemo("M1").Id;
        string[] paths =
        [
            "", "/", "/v2.0", Erp.TokenPath, Erp.Root, $"{Erp.Root}companies", $"{Erp.Root}$metadata", $"{Erp.Root}$batch", $"{Erp.Root}subscriptions", $"{Erp.Root}subscriptions('x')", $"{Erp.Root}subscriptions('')",
            $"{Erp.Root}subscriptions\n", $"{Erp.Company}items", $"{Erp.Company}customers", $"{Erp.Company}salesOrders", $"{Erp.Company}salesOrders({order})", $"{Erp.Company}salesOrders({order})/salesOrderLines",
            $"{Erp.Company}salesCreditMemos({memo})", $"{Erp.Company}salesCreditMemos({memo})/Microsoft.NAV.nonsense", $"{Erp.Company}salesInvoices", $"{Erp.Company}salesOrders(------------------------------------)",
            "/v2.0/northwind.example/Sandbox/api/retailconnect/stock/v1.0/companies(b2c00000-0000-4000-8000-000000000001)/stockLevels",
        ];
        foreach (var (method, path, query) in Methods.SelectMany(method => paths.SelectMany(path => Queries.Select(query => (method, path, query)))))
        {
            foreach (var body in method is "POST" or "PATCH" ? Bodies : Bodies[..1])
            {
                var answer = erp.Send(method, path + query, body);
                Assert.True(answer.Status is >= 200 and < 300 or >= 400 and < 500, $"{method} {path}{query} {Encoding.UTF8.GetString(body)}: {answer.Status}");
                if (answer.Status >= 400)
                {
                    Assert.NotNull(answer.Json["error"]);
                }
            }
        }
    }
}
