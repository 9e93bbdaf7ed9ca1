import { Controller, Get, Header } from '@nestjs/common';
import { API_PREFIX, openApi, publicApi, SHOP_API_VERSION } from '@banyan/contracts/public';

const description = JSON.stringify(openApi(publicApi, { version: SHOP_API_VERSION }));

/** The description of the shoppers' API, made from the very endpoints that are served. */
@Controller(API_PREFIX)
export class ApiDescriptionController {
  @Get('openapi.json')
  @Header('content-type', 'application/json')
  describe(): string {
    return description;
  }
}
