using System.Globalization;
using System.Text.Json.Nodes;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.Sandbox.Square;

/// <content>What happens in the stores without any API call, and what the judge may look at.</content>
public sealed partial class SquareSimulator
{
    /// <summary>Sales so far.</summary>
    public IReadOnlyList<PosOrder> Sales => Look(() => state.Orders.Values.Where(row => !row.IsReturn).Select(ToFact).ToList());

    /// <summary>Returns so far.</summary>
    public IReadOnlyList<PosOrder> Returns => Look(() => state.Orders.Values.Where(row => row.IsReturn).Select(ToFact).ToList());

    /// <summary>Customers: id and e-mail address.</summary>
    public IReadOnlyList<(string Id, string Email)> Customers => Look(() => state.Customers.Select(row => (row.Key, row.Value.Email)).ToList());

    /// <summary>Customer profiles.</summary>
    public IReadOnlyList<PosCustomer> Profiles => Look(() => state.Customers.Select(row => new PosCustomer(
        row.Key, $"{row.Value.Text("given_name")} {row.Value.Text("family_name")}".Trim(), row.Value.Email, row.Value.Text("phone_number"), (string?)row.Value.Body["address"]?["locality"] ?? "", row.Value.Text("reference_id"), row.Value.Version)).ToList());

    /// <summary>Variations with their prices; a SKU that stands twice in the catalogue appears twice.</summary>
    public IReadOnlyList<(string Sku, decimal Price)> Variations => Look(() => state.Catalog.Values.Where(row => row.Sku is not null).Select(row => (row.Sku!, row.Price)).ToList());

    /// <summary>Units in stock by SKU and name of the location.</summary>
    public IReadOnlyList<(string Sku, string Location, decimal Quantity)> Counts => Look(() => state.Counts.Where(row => state.Catalog.ContainsKey(row.Key.Variation))
        .Select(row => (state.Catalog[row.Key.Variation].Sku ?? "", (string)state.Locations[row.Key.Location]["name"]!, row.Value.Quantity)).ToList());

    /// <summary>Custom attributes of items, once for each SKU of theirs.</summary>
    public IReadOnlyList<(string Sku, string Key, string Value)> Attributes => Look(() => state.Catalog.Values.Where(row => row.Type is CatalogRow.ItemType).SelectMany(item => state.Catalog.Values.Where(row => row.Item == item.Id)
        .SelectMany(variation => (item.Body["custom_attribute_values"] as JsonObject ?? []).Select(value => (variation.Sku ?? "", value.Key, (value.Value!["string_value"] ?? value.Value["number_value"] ?? value.Value["boolean_value"])!.ToString())))).ToList());

    /// <summary>Defines a custom attribute of items and variations.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="type">STRING, NUMBER or BOOLEAN.</param>
    public void DefineAttribute(string key, string type) => Look(() => state.AttributeDefinitions[key] = (state.NewId("DEF"), type));

    /// <summary>The seller sets a custom attribute of the item that has the SKU.</summary>
    public void SetAttribute(string sku, string key, string text) => Look(() =>
    {
        var item = state.Catalog[state.Catalog.Values.First(row => row.Sku == sku).Item!];
        var values = item.Body["custom_attribute_values"] as JsonObject;
        if (values is null)
        {
            item.Body["custom_attribute_values"] = values = [];
        }

        values[key] = new JsonObject { [state.AttributeDefinitions[key].Type is "NUMBER" ? "number_value" : "string_value"] = text };
        item.Version++;
        return true;
    });

    /// <summary>Addresses of the webhook subscriptions.</summary>
    public IReadOnlyList<string> Subscriptions => Look(() => state.Subscriptions.Values.Select(row => (string)row["notification_url"]!).ToList());

    /// <summary>Loyalty accounts.</summary>
    public IReadOnlyList<LoyaltyCard> LoyaltyCards => Look(() => loyalty.Accounts.Values.Select(row => new LoyaltyCard(row.Id, row.Phone, row.Balance)).ToList());

    /// <summary>Movements of points, in their order.</summary>
    public IReadOnlyList<LoyaltyMovement> LoyaltyMovements => Look(() => loyalty.Ledger.Rows.Select(row => new LoyaltyMovement((string)row.Body["id"]!, row.Account, row.Type, row.Points, row.Reason)).ToList());

    /// <summary>Ids of the locations.</summary>
    public IReadOnlyList<string> Locations => Look(() => state.Locations.Keys.ToList());

    /// <summary>A member takes a reward at the till.</summary>
    /// <exception cref="InvalidOperationException">The member does not have the points; nothing was spent.</exception>
    public void SpendPoints(string account, int points) => Look(() =>
    {
        loyalty.Ledger.Spend(loyalty.Accounts[account], points);
        return true;
    });

    /// <summary>Opens a location.</summary>
    public string AddLocation(string name) => Look(() =>
    {
        var id = state.NewId("L");
        state.Locations[id] = new JsonObject
        {
            ["id"] = id, ["name"] = name, ["status"] = "ACTIVE", ["type"] = "PHYSICAL", ["currency"] = settings.Currency, ["country"] = "GB", ["merchant_id"] = settings.MerchantId, ["created_at"] = SquareState.Time(time.GetUtcNow()),
        };
        return id;
    });

    /// <summary>Registers a customer; without an address the directory has none.</summary>
    public string AddCustomer(string first, string last, string email, string phone, HomeAddress? address = null) => Look(() =>
    {
        var content = new JsonObject { ["given_name"] = first, ["family_name"] = last, ["email_address"] = email, ["phone_number"] = phone };
        if (address is not null)
        {
            content["address"] = new JsonObject { ["address_line_1"] = address.Street, ["postal_code"] = address.PostalCode, ["locality"] = address.Town };
        }

        return (string)customers.Add(content, "DIRECTORY").Body["id"]!;
    });

    /// <summary>Staff corrects the e-mail address of a customer.</summary>
    /// <exception cref="KeyNotFoundException">There is no such customer.</exception>
    public void CorrectEmail(string customer, string email) => Look(() =>
    {
        customers.Change(state.Customers[customer], new JsonObject { ["email_address"] = email });
        return email;
    });

    /// <summary>Staff notes where a customer lives now.</summary>
    /// <exception cref="KeyNotFoundException">There is no such customer.</exception>
    public void MoveCustomer(string customer, HomeAddress address) => Look(() =>
    {
        customers.Change(state.Customers[customer], new JsonObject { ["address"] = new JsonObject { ["address_line_1"] = address.Street, ["postal_code"] = address.PostalCode, ["locality"] = address.Town } });
        return address;
    });

    /// <summary>Staff corrects the phone number of a customer.</summary>
    /// <exception cref="KeyNotFoundException">There is no such customer.</exception>
    public void CorrectPhone(string customer, string phone) => Look(() =>
    {
        customers.Change(state.Customers[customer], new JsonObject { ["phone_number"] = phone });
        return phone;
    });

    /// <summary>Staff deletes a customer.</summary>
    public bool DeleteCustomer(string customer) => Look(() => state.Customers.Remove(customer));

    /// <summary>Returns price and stock of a SKU at a location; null when it is not in the catalogue.</summary>
    public (decimal Price, decimal Quantity)? Look(string sku, string location) => Look<(decimal, decimal)?>(() =>
        state.Catalog.Values.FirstOrDefault(row => row.Sku == sku) is { } row ? (row.Price, inventory.Quantity(row.Id, location)) : null);

    /// <summary>A cashier sells; the stock moves at once.</summary>
    /// <exception cref="InvalidOperationException">The store does not have the goods, or a discount does not fit; nothing was sold.</exception>
    public PosOrder Sell(StoreSale sale) => Look(() =>
    {
        Check(sale);
        var now = time.GetUtcNow();
        var lines = new JsonArray();
        var rows = new List<SaleLineRow>();
        foreach (var line in sale.Lines)
        {
            rows.Add(Ring(sale.Location, line, rows.Count, lines, now));
        }

        var discount = sale.Lines.Sum(line => line.Discount);
        var total = rows.Sum(row => row.Total) + sale.Tip;
        var body = Document(state.NewId("ORD"), sale.Location, sale.Customer, now);
        body["line_items"] = lines;
        body["taxes"] = new JsonArray(new JsonObject { ["uid"] = "vat", ["name"] = "VAT", ["type"] = "INCLUSIVE", ["scope"] = "LINE_ITEM", ["percentage"] = settings.TaxPercent.ToString(CultureInfo.InvariantCulture), ["applied_money"] = Money(Contained(total - sale.Tip)) });
        Discounts(body, sale);
        body["total_money"] = Money(total);
        body["total_tax_money"] = Money(Contained(total - sale.Tip));
        body["total_discount_money"] = Money(discount);
        body["total_tip_money"] = Money(sale.Tip);
        body["total_service_charge_money"] = Money(0);
        body["net_amounts"] = new JsonObject { ["total_money"] = Money(total), ["tax_money"] = Money(Contained(total - sale.Tip)), ["discount_money"] = Money(discount), ["tip_money"] = Money(sale.Tip), ["service_charge_money"] = Money(0) };
        Pay(body, sale, total, now);
        return Keep(new OrderRow { Body = body, Location = sale.Location, Customer = sale.Customer, Total = total, Lines = rows, UpdatedAt = now }, "order.created");
    });

    /// <summary>A cashier takes goods of a sale back against others, in one order; what these cost more is paid in cash, what they cost less is given back in cash.</summary>
    /// <exception cref="InvalidOperationException">More would come back than was sold, or the store does not have the goods; nothing happened.</exception>
    public PosOrder Exchange(string saleId, (string Sku, int Units, decimal Amount) back, StoreSale wanted) => Look(() =>
    {
        Check(wanted);
        var (source, now) = (state.Orders[saleId], time.GetUtcNow());
        var returned = new JsonArray(Back(source, wanted.Location, back, 0, now));
        var lines = new JsonArray();
        var rows = wanted.Lines.Select((line, index) => Ring(wanted.Location, line, index, lines, now)).ToList();
        var (total, difference) = (rows.Sum(row => row.Total), rows.Sum(row => row.Total) - back.Amount);
        var body = Document(state.NewId("ORD"), wanted.Location, wanted.Customer, now);
        body["line_items"] = lines;
        body["taxes"] = new JsonArray(new JsonObject { ["uid"] = "vat", ["name"] = "VAT", ["type"] = "INCLUSIVE", ["scope"] = "LINE_ITEM", ["percentage"] = settings.TaxPercent.ToString(CultureInfo.InvariantCulture), ["applied_money"] = Money(Contained(total)) });
        body["total_money"] = Money(total);
        body["total_tax_money"] = Money(Contained(total));
        body["returns"] = new JsonArray(new JsonObject { ["uid"] = "return-1", ["source_order_id"] = saleId, ["return_line_items"] = returned, ["return_amounts"] = Amounts(back.Amount) });
        body["return_amounts"] = Amounts(back.Amount);
        body["net_amounts"] = Amounts(difference);
        if (difference > 0)
        {
            Pay(body, wanted with { Cash = true }, difference, now);
        }
        else if (difference < 0)
        {
            body["refunds"] = new JsonArray(new JsonObject { ["id"] = state.NewId("REF"), ["location_id"] = wanted.Location, ["tender_id"] = "unlinked", ["created_at"] = SquareState.Time(now), ["reason"] = "Exchanged goods", ["amount_money"] = Money(-difference), ["status"] = "APPROVED" });
        }

        return Keep(new OrderRow { Body = body, Location = wanted.Location, Customer = wanted.Customer, Total = total, Lines = rows, Source = saleId, UpdatedAt = now }, "order.created");
    });

    /// <summary>A cashier takes goods back and gives money back; the goods go back to stock at that store.</summary>
    /// <exception cref="InvalidOperationException">More would come back than was sold.</exception>
    public PosOrder TakeBack(StoreReturn taken) => Look(() =>
    {
        var now = time.GetUtcNow();
        var source = taken.Source is { } id ? state.Orders[id] : null;
        var total = taken.Lines.Sum(line => line.Amount);
        var back = new JsonArray([.. taken.Lines.Select((line, index) => (JsonNode)Back(source, taken.Location, line, index, now))]);
        var entry = new JsonObject { ["uid"] = "return-1", ["return_line_items"] = back, ["return_amounts"] = Amounts(total) };
        if (taken.Source is not null)
        {
            entry["source_order_id"] = taken.Source;
        }

        var body = Document(state.NewId("ORD"), taken.Location, source?.Customer, now);
        body["reference_id"] = taken.Reference;
        body["returns"] = new JsonArray(entry);
        body["return_amounts"] = entry["return_amounts"]!.DeepClone();
        body["total_money"] = Money(0);
        var refund = new JsonObject { ["id"] = state.NewId("REF"), ["location_id"] = taken.Location, ["tender_id"] = "unlinked", ["created_at"] = SquareState.Time(now), ["reason"] = "Returned goods", ["amount_money"] = Money(total), ["status"] = taken.Pending ? "PENDING" : "APPROVED" };
        body["refunds"] = new JsonArray(refund.DeepClone());
        state.Refunds[(string)refund["id"]!] = new JsonObject { ["id"] = (string)refund["id"]!, ["status"] = taken.Pending ? "PENDING" : "COMPLETED", ["amount_money"] = Money(total), ["order_id"] = (string)body["id"]!, ["location_id"] = taken.Location, ["created_at"] = SquareState.Time(now), ["updated_at"] = SquareState.Time(now) };
        if ((string?)source?.Body["tenders"]?[0]?["type"] is "CARD")
        {
            payouts.Refund(taken.Location, total, (string)source.Body["tenders"]![0]!["payment_id"]!, (string)refund["id"]!, now);
        }

        var rows = taken.Lines.Select(line => new SaleLineRow { Uid = "", Sku = line.Sku, Units = line.Units, UnitPrice = line.Units == 0 ? 0 : line.Amount / line.Units, Total = line.Amount }).ToList();
        hooks.Send("refund.created", (string)refund["id"]!, "refund", new JsonObject { ["refund"] = state.Refunds[(string)refund["id"]!].DeepClone() });
        return Keep(new OrderRow { Body = body, Location = taken.Location, Customer = source?.Customer, Total = total, Lines = rows, IsReturn = true, Source = taken.Source, Reference = taken.Reference, UpdatedAt = now }, "order.created");
    });

    /// <summary>The payment provider decides about the refund of a return. The order's version stays as it is: nothing that Square publishes says that it moves.</summary>
    /// <param name="taken">Id of the return.</param>
    /// <param name="accepted">False when the money stays where it was.</param>
    public void SettleRefund(string taken, bool accepted) => Look(() =>
    {
        var refund = state.Orders[taken].Body["refunds"]!.AsArray().Select(row => row!.AsObject()).Single(row => (string?)row["status"] == "PENDING");
        var payment = state.Refunds[(string)refund["id"]!];
        (refund["status"], payment["status"], payment["updated_at"]) = (accepted ? "APPROVED" : "FAILED", accepted ? "COMPLETED" : "FAILED", SquareState.Time(time.GetUtcNow()));
        hooks.Send("refund.updated", (string)refund["id"]!, "refund", new JsonObject { ["refund"] = payment.DeepClone() });
        return true;
    });

    /// <summary>The same money is given back once more, after a refund of the return failed.</summary>
    /// <param name="taken">Id of the return.</param>
    public void RefundAgain(string taken) => Look(() =>
    {
        var (row, now) = (state.Orders[taken], time.GetUtcNow());
        var again = row.Body["refunds"]!.AsArray().Last(refund => (string?)refund!["status"] == "FAILED")!.DeepClone().AsObject();
        (again["id"], again["status"], again["created_at"]) = (state.NewId("REF"), "APPROVED", SquareState.Time(now));
        row.Body["refunds"]!.AsArray().Add(again);
        var payment = state.Refunds[(string)again["id"]!] = new JsonObject { ["id"] = (string)again["id"]!, ["status"] = "COMPLETED", ["amount_money"] = again["amount_money"]!.DeepClone(), ["order_id"] = taken, ["location_id"] = row.Location, ["created_at"] = SquareState.Time(now), ["updated_at"] = SquareState.Time(now) };
        hooks.Send("refund.created", (string)again["id"]!, "refund", new JsonObject { ["refund"] = payment.DeepClone() });
        return true;
    });

    private static PosOrder ToFact(OrderRow row) => new(
        (string)row.Body["id"]!, row.Location, row.Customer, row.Total, row.Source, row.Reference, [.. row.Lines.Select(line => new PosLine(line.Sku, line.Units, line.UnitPrice, line.Total, line.Returned))]);

    private void Check(StoreSale sale)
    {
        foreach (var line in sale.Lines.GroupBy(line => line.Sku))
        {
            var (variation, units, discount) = (state.Catalog.Values.FirstOrDefault(row => row.Sku == line.Key), line.Sum(one => one.Units), line.Sum(one => one.Discount));
            if (variation is null || inventory.Quantity(variation.Id, sale.Location) < units)
            {
                throw new StaleBasketException($"The store does not have {units} of {line.Key}.");
            }

            if (discount > variation.Price * units)
            {
                throw new StaleBasketException($"A discount of {discount} is more than the {units} of {line.Key} cost.");
            }
        }
    }

    private SaleLineRow Ring(string location, (string Sku, int Units, decimal Discount) line, int index, JsonArray lines, DateTimeOffset now)
    {
        var variation = state.Catalog.Values.First(row => row.Sku == line.Sku);
        inventory.Move(variation, location, -line.Units, now);
        var gross = variation.Price * line.Units;
        var body = new JsonObject
        {
            ["uid"] = $"line-{index + 1}", ["name"] = (string?)state.Catalog[variation.Item!].Body["item_data"]!["name"], ["variation_name"] = (string?)variation.Body["item_variation_data"]!["name"], ["quantity"] = line.Units.ToString(CultureInfo.InvariantCulture),
            ["catalog_object_id"] = variation.Id, ["catalog_version"] = variation.Version, ["item_type"] = "ITEM", ["base_price_money"] = Money(variation.Price), ["variation_total_price_money"] = Money(gross), ["gross_sales_money"] = Money(gross),
            ["total_discount_money"] = Money(line.Discount), ["total_tax_money"] = Money(Contained(gross - line.Discount)), ["total_money"] = Money(gross - line.Discount), ["total_service_charge_money"] = Money(0),
            ["applied_taxes"] = new JsonArray(new JsonObject { ["uid"] = $"tax-{index + 1}", ["tax_uid"] = "vat", ["applied_money"] = Money(Contained(gross - line.Discount)) }),
        };
        if (line.Discount > 0)
        {
            body["applied_discounts"] = new JsonArray(new JsonObject { ["uid"] = $"off-{index + 1}", ["discount_uid"] = $"discount-{index + 1}", ["applied_money"] = Money(line.Discount) });
        }

        lines.Add(body);
        return new() { Uid = $"line-{index + 1}", Sku = line.Sku, Units = line.Units, UnitPrice = variation.Price, Total = gross - line.Discount };
    }

    private JsonObject Back(OrderRow? source, string location, (string Sku, int Units, decimal Amount) line, int index, DateTimeOffset now)
    {
        var variation = state.Catalog.Values.First(row => row.Sku == line.Sku);
        var sold = source?.Lines.First(row => row.Sku == line.Sku);
        if (sold is not null && sold.Returned + line.Units > sold.Units)
        {
            throw new InvalidOperationException($"{line.Units} of {line.Sku} can't come back: {sold.Units} were sold, {sold.Returned} came back.");
        }

        if (sold is not null)
        {
            sold.Returned += line.Units;
        }

        inventory.Move(variation, location, line.Units, now);
        var body = new JsonObject
        {
            ["uid"] = $"back-{index + 1}", ["name"] = (string?)state.Catalog[variation.Item!].Body["item_data"]!["name"], ["quantity"] = line.Units.ToString(CultureInfo.InvariantCulture), ["catalog_object_id"] = variation.Id,
            ["item_type"] = "ITEM", ["base_price_money"] = Money(variation.Price), ["gross_return_money"] = Money(line.Amount), ["total_tax_money"] = Money(Contained(line.Amount)), ["total_discount_money"] = Money(0), ["total_money"] = Money(line.Amount),
        };
        if (sold is not null)
        {
            body["source_line_item_uid"] = sold.Uid;
        }

        return body;
    }

    private void Discounts(JsonObject body, StoreSale sale)
    {
        var discounts = sale.Lines.Select((line, index) => (line.Discount, index)).Where(item => item.Discount > 0).Select(item => (JsonNode)new JsonObject
        {
            ["uid"] = $"discount-{item.index + 1}", ["name"] = "Promotion", ["type"] = "FIXED_AMOUNT", ["scope"] = "LINE_ITEM", ["amount_money"] = Money(item.Discount), ["applied_money"] = Money(item.Discount),
        }).ToArray();
        if (discounts.Length > 0)
        {
            body["discounts"] = new JsonArray(discounts);
        }
    }

    private void Pay(JsonObject body, StoreSale sale, decimal total, DateTimeOffset now)
    {
        var payment = state.NewId("PAY");
        var type = sale.Cash ? "CASH" : "CARD";
        body["tenders"] = new JsonArray(new JsonObject { ["id"] = payment, ["location_id"] = sale.Location, ["created_at"] = SquareState.Time(now), ["amount_money"] = Money(total), ["tip_money"] = Money(sale.Tip), ["type"] = type, ["payment_id"] = payment });
        state.Payments[payment] = new JsonObject
        {
            ["id"] = payment, ["status"] = "COMPLETED", ["source_type"] = type, ["amount_money"] = Money(total - sale.Tip), ["tip_money"] = Money(sale.Tip), ["total_money"] = Money(total), ["order_id"] = (string)body["id"]!,
            ["location_id"] = sale.Location, ["created_at"] = SquareState.Time(now), ["updated_at"] = SquareState.Time(now),
        };
        if (!sale.Cash)
        {
            payouts.Charge(sale.Location, total, payment, now);
        }

        hooks.Send("payment.created", payment, "payment", new JsonObject { ["payment"] = state.Payments[payment].DeepClone() });
    }

    private static JsonObject Document(string id, string location, string? customer, DateTimeOffset now)
    {
        var body = new JsonObject
        {
            ["id"] = id, ["location_id"] = location, ["state"] = "COMPLETED", ["created_at"] = SquareState.Time(now), ["updated_at"] = SquareState.Time(now), ["closed_at"] = SquareState.Time(now),
            ["source"] = new JsonObject { ["name"] = "Point of Sale" },
        };
        if (customer is not null)
        {
            body["customer_id"] = customer;
        }

        return body;
    }

    private PosOrder Keep(OrderRow row, string type)
    {
        var id = (string)row.Body["id"]!;
        state.Orders[id] = row;
        hooks.Send(type, id, type.Replace('.', '_'), new JsonObject
        {
            [type.Replace('.', '_')] = new JsonObject { ["order_id"] = id, ["location_id"] = row.Location, ["state"] = "COMPLETED", ["created_at"] = SquareState.Time(row.UpdatedAt) },
        });
        return ToFact(row);
    }

    private JsonObject Amounts(decimal total) => new() { ["total_money"] = Money(total), ["tax_money"] = Money(Contained(total)), ["discount_money"] = Money(0), ["tip_money"] = Money(0), ["service_charge_money"] = Money(0) };

    private JsonObject Money(decimal amount) => SquareState.Money(amount, settings.Currency);

    private decimal Contained(decimal amount) => decimal.Round(amount * settings.TaxPercent / (100 + settings.TaxPercent), 2, MidpointRounding.AwayFromZero);

    private T Look<T>(Func<T> work)
    {
        lock (gate)
        {
            return work();
        }
    }
}
