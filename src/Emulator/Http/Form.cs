using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Settee.Emulator.Http;

/// <summary>Reads what management requests carry: form fields, all of them texts.</summary>
internal static class Form
{
    /// <summary>Runs <paramref name="work"/> with the form, for administrators only; the form is empty where the request has none.</summary>
    public static async Task ManageAsync(HttpContext context, Func<IFormCollection, Task> work)
    {
        if (!BasicAuthentication.UserOf(context)!.MayManage)
        {
            await Answers.ForbiddenAsync(context).ConfigureAwait(false);
            return;
        }

        await work(await ReadAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public static async Task<IFormCollection> ReadAsync(HttpContext context) => context.Request.HasFormContentType
        ? await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false)
        : FormCollection.Empty;

    /// <summary>Reads a number; a missing field is <paramref name="otherwise"/>, one out of range is an error.</summary>
    public static bool TryReadNumber(IFormCollection form, string field, int least, int most, int otherwise, out int number)
    {
        number = otherwise;
        var text = form[field].ToString();
        return text.Length == 0
            || (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) && number >= least && number <= most);
    }

    /// <summary>Reads a switch, written as 0/1 or false/true.</summary>
    public static bool ReadSwitch(IFormCollection form, string field, bool otherwise) => form[field].ToString() switch
    {
        "1" or "true" => true,
        "0" or "false" => false,
        _ => otherwise,
    };

    /// <summary>The entries of a comma-separated field; null if the field is missing. Commas inside brackets separate nothing.</summary>
    public static string[]? ReadList(IFormCollection form, string field) => form.ContainsKey(field)
        ? form[field].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : null;
}
