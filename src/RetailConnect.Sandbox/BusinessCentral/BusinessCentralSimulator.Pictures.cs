namespace RetailConnect.Sandbox.BusinessCentral;

/// <content>Pictures of items, as the back office keeps them.</content>
public sealed partial class BusinessCentralSimulator
{
    /// <summary>How often the content of a picture was given.</summary>
    public int PicturesGiven { get; private set; }

    /// <summary>Gives an item a picture in place of the one that it has, or takes it away where there is no content. Either changes the item.</summary>
    /// <param name="number">Number of the item.</param>
    /// <param name="type">Media type, for example <c>image/jpeg</c>.</param>
    /// <param name="content">The picture; null takes it away.</param>
    public void SetPicture(string number, string type, byte[]? content) => Look(() =>
    {
        var item = state.Items.Rows.First(row => row.Text("number") == number);
        item.Picture = content is null ? null : (type, [.. content]);
        item.Touch(time.GetUtcNow());
        notices.Tell(state.Items, item, "updated");
        return item;
    });
}
